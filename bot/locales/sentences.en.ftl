## Where the engines' own sentence speaks to whoever set them up, what is said to a writer instead, by its code.

## Models: whether they can paint here

sentence-model_absent = the model { $model } is not on this machine. The bot's owner can fetch it with `articover models pull { $model }`.
sentence-model_unfetched = the model { $model } has not been fetched yet. Try again later.
sentence-model_path_gone = the folder or file that the model was in is gone. The bot's owner has to look at where the config says it is.
sentence-model_name_wrong = the config names “{ $name }”, which is neither a folder or file nor a model. The bot's owner has to mend it.
sentence-engine_packages = what it needs is not installed: { $names }. The bot's owner has to install it.
sentence-diffusion_extra = what painting with a model needs is not installed. The bot's owner has to install it.
sentence-fetch_extra = what fetching a model needs is not installed. The bot's owner has to install it.

## Models: fetching them

sentence-model_not_on_hub = the hub has no model { $model }, or it is private. The bot's owner has to check the name, or log in to the hub.
sentence-model_gated = the model { $model } is open only to those who accept its terms. The bot's owner has to accept them on the hub and log in.
sentence-model_revision = the model { $model } has no revision “{ $revision }”. The bot's owner has to mend the config.
sentence-model_part = the model { $model } holds no “{ $part }”. The bot's owner has to check the name in the config.
sentence-model_no_weights = the model { $model } holds no weights that can be used here. The bot's owner has to choose another.
sentence-model_index = the { $file } of the model { $model } cannot be read. The bot's owner has to choose another model or revision.
sentence-model_lacks_file = the model { $model } lacks a file on the hub. The bot's owner has to fetch it again later.
sentence-model_only_pickles = the weights of the model { $model } are pickles, which can run code when opened, so they are not. The bot's owner has to choose a model with .safetensors files.
sentence-hub_unreachable = the model hub cannot be reached for { $model }. The bot's owner has to check the network.
sentence-hub_refused = the model hub does not hand out { $model } ({ $status }). The bot's owner has to check HF_TOKEN.
sentence-hub_failed = the model hub failed while { $model } was fetched ({ $status }). Try again later.
sentence-hub_token = HF_TOKEN holds a character that no token has. The bot's owner has to set it anew.
sentence-hub_is_none = something else answers in place of the model hub. The bot's owner has to check HF_ENDPOINT and the network's proxy.
sentence-hub_forbidden = { $name } forbids to fetch the model { $model }. The bot's owner has to unset it, or put the model there by hand.
sentence-fetch_garbled = { $file } of the model { $model } arrived damaged and was thrown away. The bot's owner has to fetch it again.
sentence-fetch_incomplete = the model { $model } did not arrive whole. When the bot's owner fetches it again, that goes on from there.
sentence-fetch_no_room = the disk is too full for the model { $model }: it needs { $needed } more and { $free } can be had. The bot's owner has to make room.
sentence-fetch_disk_full = the disk filled up while the model { $model } was fetched. When the bot's owner has made room, fetching it again goes on from there.
sentence-fetch_unwritable = the folder of models cannot be written to, so { $model } could not be fetched. The bot's owner has to look at [models] folder.

## Models: opening them

sentence-model_damaged = a file of the model { $model } is damaged or gone ({ $file }). The bot's owner has to fetch it again.
sentence-model_incomplete = the model { $model } lacks some of its weights. The bot's owner has to fetch it again.
sentence-model_no_index = the folder { $model } holds no { $index }. The bot's owner has to name the folder of a whole model, or one .safetensors file.
sentence-model_pickle = { $model } is a pickle, which can run code when opened, so it is not. The bot's owner has to convert it to .safetensors.
sentence-model_undescribed = the file { $model } does not say how its networks are built. The bot's owner has to name a model of the same family in diffusion.single_file_config.
sentence-model_paints_not = the model { $model } does not paint pictures from text ({ $kind }). The bot's owner has to choose another.
sentence-model_needs_package = the model { $model } needs a package that is not installed. The bot's owner has to install it.
sentence-model_unloadable = the model { $model } cannot be opened. The bot's owner finds the reason in the log.
sentence-translator_unloadable = the translation model { $model } cannot be opened. The bot's owner has to mend diffusion.translator, or leave it empty.
sentence-checker_unloadable = the safety checker { $model } cannot be opened. The bot's owner has to look at [safety] model.

## LoRAs

sentence-lora_misfit = the LoRA { $lora } does not fit this model ({ $kind }). The bot's owner has to choose one that was trained on a model of the same family.
sentence-lora_not_taken = this model takes no LoRA ({ $kind }). The bot's owner has to leave diffusion.loras empty.
sentence-lora_several = the LoRA folder { $lora } holds several .safetensors files. The bot's owner has to name one.
sentence-lora_none = the LoRA folder { $lora } holds no LoRA. The bot's owner has to name a file.
sentence-lora_is_none = { $lora } holds no LoRA weights. The bot's owner has to name another file.
sentence-lora_damaged = the LoRA { $lora } is damaged. The bot's owner has to copy or fetch it anew.
sentence-lora_unsafe = the LoRA { $lora } is damaged, or holds more than weights, which could run code, so it is not opened. The bot's owner has to convert it to .safetensors.
sentence-lora_pickle = the LoRA { $lora } is a pickle, which can run code when opened, so it is not. The bot's owner has to convert it to .safetensors.

## Models: painting

sentence-model_memory = there is not enough memory for the model { $model }. The bot's owner has to choose a smaller one.
sentence-model_paint_memory = there is not enough memory to paint with this model. The bot's owner has to set a smaller diffusion.size_px, or choose a smaller model.
sentence-model_overflowed = the model overflowed and painted nothing. The bot's owner has to set diffusion.dtype to “bfloat16” or “float32”.
sentence-scheduler_misfit = the scheduler “{ $name }” does not fit this model. The bot's owner has to leave diffusion.scheduler empty.
sentence-no_device = this machine has no device “{ $device }”. The bot's owner has to leave the device setting at “auto”.
sentence-prompt_brace = diffusion.prompt has a brace that is not closed. The bot's owner has to mend it.
sentence-inpaint_memory = the model that fills the place of letters ran out of memory. The bot's owner can set [engines] fill to migan.
sentence-inpaint_overflowed = the model { $model }, which fills the place of letters, overflowed. The bot's owner can set [engines] fill to migan.
sentence-inpaint_failed = the model { $model } could not fill the place of letters. The bot's owner finds the reason in the log.
sentence-inpaint_unloadable = the model { $model }, which fills the place of letters, cannot be opened. The bot's owner finds the reason in the log.
sentence-inpaint_no_index = the folder { $model } holds no model_index.json. The bot's owner has to name the folder of an inpainting model.
