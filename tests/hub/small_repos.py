"""Small repositories of the shapes that real ones have."""

from __future__ import annotations

import json
import struct


def safetensors(size: int = 64, seed: int = 0) -> bytes:
    """A whole safetensors file with one tensor of `size` bytes."""
    header = json.dumps({"w": {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}}).encode()
    body = bytes((seed + number) % 251 for number in range(size))
    return struct.pack("<Q", len(header)) + header + body


CARD = b"---\nlicense: creativeml-openrail-m\ntags:\n- text-to-image\n---\n# A model\n"


def pipeline_files() -> dict[str, bytes]:
    """A pipeline as authors upload it: the same weights in every way there is."""
    index = {
        "_class_name": "StableDiffusionPipeline",
        "_diffusers_version": "0.30.0",
        "unet": ["diffusers", "UNet2DConditionModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "scheduler": ["diffusers", "PNDMScheduler"],
        "safety_checker": ["stable_diffusion", "StableDiffusionSafetyChecker"],
        "image_encoder": [None, None],
    }
    return {
        ".gitattributes": b"*.safetensors filter=lfs\n",
        "README.md": CARD,
        "model_index.json": json.dumps(index).encode(),
        "v1-4.ckpt": b"\x80pickled" * 100,
        "v1-4.safetensors": safetensors(900, 1),
        "v1-variants/Stable_Diffusion_v1_Model_Card.md": b"more",
        "unet/config.json": b'{"sample_size": 64}',
        "unet/diffusion_pytorch_model.safetensors": safetensors(200_000, 2),
        "unet/diffusion_pytorch_model.fp16.safetensors": safetensors(300, 3),
        "unet/diffusion_pytorch_model.non_ema.safetensors": safetensors(600, 4),
        "unet/diffusion_pytorch_model.bin": b"\x80pickled",
        "safety_checker/config.json": b"{}",
        "safety_checker/model.safetensors": safetensors(500, 5),
        "safety_checker/pytorch_model.bin": b"\x80pickled",
        "tokenizer/vocab.json": b"{}",
        "tokenizer/merges.txt": b"#version",
        "scheduler/scheduler_config.json": b"{}",
        "onnx/model.onnx": b"onnx",
    }


NEEDED = [
    "README.md",
    "model_index.json",
    "safety_checker/config.json",
    "safety_checker/model.safetensors",
    "scheduler/scheduler_config.json",
    "tokenizer/merges.txt",
    "tokenizer/vocab.json",
    "unet/config.json",
    "unet/diffusion_pytorch_model.safetensors",
]
