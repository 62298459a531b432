"""The `diffusion` engine: Stable Diffusion with LoRAs, and other text-to-image models of diffusers. See `engine`."""
