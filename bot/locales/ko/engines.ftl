## 봇 사용자에게 하는 말입니다. 엔진의 말(`articover/locales/ko/errors.ftl`)이 명령줄 사용자에게 하는 말이라 다를 때만 적습니다.

## 글

sentence-brief_damaged = 저장된 책 내용을 읽을 수 없습니다. 책을 새로 시작하세요.
sentence-brief_fields = 저장된 책 내용에 알 수 없는 항목이 있거나 빠진 항목이 있습니다: { $names }. 책을 새로 시작하세요.
sentence-no_glyph = “{ $char }”({ $code_point }) 문자가 있는 글꼴이 없습니다. 그 문자를 빼세요.
sentence-title_unset = 제목을 넣지 못했습니다. 봇 운영자에게 제목과 비율을 알려 주세요.
sentence-font_of_cover = 이 표지에 쓴 { $family } { $style } 글꼴 파일이 없습니다. 봇 운영자가 `make setup`으로 설치해야 합니다.
sentence-font_package = 글꼴 패키지 { $package } 설치가 빠졌습니다. 봇 운영자가 `make setup`으로 설치해야 합니다.
sentence-font_embedding = PDF에 { $font } 글꼴을 넣지 못했습니다. 봇 운영자가 { $package } 패키지를 다시 설치해야 합니다.

## 비율과 인쇄 크기

sentence-trim_damaged = 저장된 판형을 읽을 수 없습니다. 다른 버전을 선택하세요.

## 그림 파일

sentence-picture_folder = 그림이 아니라 폴더입니다. 그 안의 그림 파일을 고르세요.
sentence-picture_not_file = 파일이 아닙니다. 그림 파일을 고르세요.
sentence-picture_empty = 그림이 비어 있습니다. 다른 그림을 고르세요.
sentence-picture_big_file = 그림 파일이 너무 큽니다. 그림은 1억 5천만 픽셀까지 됩니다.
sentence-picture_large = 그림이 한도인 1억 5천만 픽셀을 넘습니다. 줄여서 다시 올리세요.
sentence-picture_format = 읽을 수 있는 그림이 아닙니다. 사용할 수 있는 형식: { $formats }.
sentence-picture_memory = 그림이 너무 커서 메모리가 부족합니다. 더 작은 그림을 쓰세요.
sentence-no_larger_picture = 그림({ $width } × { $height } px)이 이미 { $dpi } dpi 인쇄물의 최대 크기라서 확대할 수 없습니다. A4처럼 인쇄 크기를 지정하세요.
sentence-picture_unreadable = 그림을 읽을 수 없습니다. 다른 그림을 고르거나 다시 올리세요.
sentence-picture_damaged = 그림 파일이 잘렸거나 손상되었습니다. 다시 저장하거나 내려받아 올리세요.
sentence-picture_small = 그림이 작아서 표지를 채울 수 없습니다. 1000픽셀이 넘는 그림을 쓰세요.
sentence-picture_and_engine = 직접 올린 그림을 쓸 때는 엔진을 고를 수 없습니다. 엔진을 빼세요.
sentence-sheet_empty = 시안을 한 장에 모으려면 표지가 하나는 있어야 합니다.
sentence-not_file_name = “{ $name }”{ PARTICLE($name, "은", "는") } 파일 이름이 아닙니다.

## 엔진

sentence-no_book = 이 책은 더 이상 없습니다. 새로 시작하세요.
sentence-no_version = 이 버전은 더 이상 없습니다. 책의 기록에서 고르세요.
sentence-other_version = 이 책의 버전이 아닙니다. 책의 기록에서 고르세요.
sentence-job_unknown = 이 버전의 봇에는 없는 작업({ $kind })입니다. 새로 요청하세요.
sentence-engine_unknown = “{ $name }” 엔진은 없습니다. 사용할 수 있는 것: { $known }, auto.
sentence-engine_none = 이 봇에는 이 작업을 할 수 있는 엔진이 없습니다. 봇 운영자가 `python -m bot check` 명령으로 이유를 확인할 수 있습니다.
sentence-engine_cannot = 지금은 { $name } 엔진을 쓸 수 없습니다: { $why }
sentence-missing = 이 작업에 필요한 모델이나 파일이 없습니다. 봇 운영자가 이유를 확인할 수 있습니다.
sentence-weight_missing = { $name } 모델 파일이 없습니다. 봇 운영자가 `make setup`으로 설치해야 합니다.
sentence-weight_damaged = { $name } 모델 파일이 손상되었거나 다른 파일입니다. 봇 운영자가 { $package } 패키지를 다시 설치해야 합니다.
sentence-weight_unreadable = { $name } 모델 파일을 읽을 수 없습니다. 봇 운영자가 파일을 확인해야 합니다.
sentence-weight_unloadable = { $name } 모델을 불러올 수 없습니다. 봇 운영자가 다시 설치해야 합니다.
sentence-model_unknown = “{ $model }” 모델은 없습니다. 사용할 수 있는 것: { $known }.
sentence-package_missing = { $package } 패키지 설치가 빠졌습니다. 봇 운영자가 `make setup`으로 설치해야 합니다.
sentence-torchvision_missing = { $name }에는 torchvision이 필요합니다. 봇 운영자가 설치해야 합니다.
sentence-icons_missing = 아이콘 모음 game-icons 설치가 빠졌습니다. 봇 운영자가 `make setup`으로 설치해야 합니다.
sentence-request = 요청하신 대로는 할 수 없습니다. 내용을 바꾸어 다시 시도하세요.
sentence-engine = 엔진이 이 그림을 만들지 못했습니다. 다시 시도하거나 내용을 바꾸세요.
sentence-unexpected = 알 수 없는 문제가 생겼습니다. 봇 운영자가 로그에서 원인을 확인할 수 있습니다.
sentence-enlarging_failed = 그림을 확대하지 못했습니다({ $size }픽셀). 다시 시도하세요.
sentence-upload_flagged = 직접 올린 그림에서 글자를 지우고 그 자리를 다시 그렸지만 안전 검사가 차단했습니다. 다른 그림을 올리거나 글자를 그대로 두세요.

## 그림 모델: 여기서 그릴 수 있는가

sentence-model_absent = { $model } 모델이 이 컴퓨터에 없습니다. 봇 운영자가 `articover models pull { $model }` 명령으로 받을 수 있습니다.
sentence-model_unfetched = { $model } 모델을 아직 다 받지 못했습니다. 나중에 다시 시도하세요.
sentence-model_path_gone = 모델이 있던 폴더나 파일이 없습니다. 봇 운영자가 설정에 적힌 모델 위치를 확인해야 합니다.
sentence-model_name_wrong = 설정에 적힌 “{ $name }”{ PARTICLE($name, "은", "는") } 폴더도 파일도 모델 이름도 아닙니다. 봇 운영자가 “만든이/이름” 형식으로 고쳐야 합니다.
sentence-engine_packages = 필요한 패키지가 설치되어 있지 않습니다: { $names }. 봇 운영자가 설치해야 합니다.
sentence-diffusion_extra = 그림 모델을 쓰는 데 필요한 패키지가 설치되어 있지 않습니다. 봇 운영자가 설치해야 합니다.
sentence-fetch_extra = 모델을 받는 데 필요한 패키지가 설치되어 있지 않습니다. 봇 운영자가 설치해야 합니다.

## 그림 모델: 받기

sentence-model_not_on_hub = { $model } 모델은 허브에 없거나 비공개입니다. 봇 운영자가 이름을 확인하고, 비공개라면 허브에 로그인해야 합니다.
sentence-model_gated = { $model } 모델은 약관에 동의한 사람만 받을 수 있습니다. 봇 운영자가 허브에서 약관에 동의하고 로그인해야 합니다.
sentence-model_revision = { $model } 모델에는 “{ $revision }” 판이 없습니다. 봇 운영자가 설정을 고쳐야 합니다.
sentence-model_part = { $model } 모델 안에 “{ $part }”{ PARTICLE($part, "이", "가") } 없습니다. 봇 운영자가 설정에 적힌 이름을 확인해야 합니다.
sentence-model_no_weights = { $model } 모델에는 여기서 쓸 수 있는 가중치가 없습니다. 봇 운영자가 다른 모델을 골라야 합니다.
sentence-model_index = { $model } 모델의 구성 파일({ $file })을 읽을 수 없습니다. 봇 운영자가 다른 모델이나 다른 판을 골라야 합니다.
sentence-model_lacks_file = 허브의 { $model } 모델에 파일 하나가 빠져 있습니다. 봇 운영자가 나중에 다시 받아야 합니다.
sentence-model_only_pickles = { $model } 모델의 가중치는 열 때 코드가 실행될 수 있는 피클 파일뿐이라 쓰지 않습니다. 봇 운영자가 .safetensors 파일이 있는 모델을 골라야 합니다.
sentence-hub_unreachable = 모델 허브에 연결할 수 없어 { $model } 모델을 받지 못했습니다. 봇 운영자가 네트워크를 확인해야 합니다.
sentence-hub_refused = 모델 허브가 { $model } 모델을 제공하지 않습니다({ $status }). 봇 운영자가 HF_TOKEN을 확인해야 합니다.
sentence-hub_token = HF_TOKEN에 쓸 수 없는 문자가 들어 있습니다. 봇 운영자가 다시 설정해야 합니다.
sentence-hub_is_none = 모델 허브가 아닌 다른 서버가 응답합니다. 봇 운영자가 HF_ENDPOINT와 네트워크의 프록시를 확인해야 합니다.
sentence-hub_forbidden = { $name } 설정 때문에 { $model } 모델을 받을 수 없습니다. 봇 운영자가 그 설정을 해제하거나 모델을 직접 복사해 두어야 합니다.
sentence-fetch_garbled = { $model } 모델의 { $file } 파일이 받는 중에 손상되어 삭제했습니다. 봇 운영자가 다시 받아야 합니다.
sentence-fetch_incomplete = { $model } 모델을 끝까지 받지 못했습니다. 봇 운영자가 다시 받으면 멈춘 곳부터 이어집니다.
sentence-fetch_no_room = 디스크 공간이 부족해 { $model } 모델을 받지 못했습니다. { $needed }가 더 필요하지만 { $free }만 쓸 수 있습니다. 봇 운영자가 공간을 확보해야 합니다.
sentence-fetch_disk_full = { $model } 모델을 받는 동안 디스크가 가득 찼습니다. 봇 운영자가 공간을 확보하고 다시 받으면 멈춘 곳부터 이어집니다.
sentence-fetch_unwritable = 모델 폴더에 쓸 수 없어 { $model } 모델을 받지 못했습니다. 봇 운영자가 [models] folder 설정을 확인해야 합니다.

## 그림 모델: 열기

sentence-model_damaged = { $model } 모델의 파일이 손상되었거나 없습니다({ $file }). 봇 운영자가 다시 받아야 합니다.
sentence-model_incomplete = { $model } 모델의 가중치 일부가 빠져 있습니다. 봇 운영자가 다시 받아야 합니다.
sentence-model_no_index = { $model } 폴더에 { $index } 파일이 없습니다. 봇 운영자가 모델 전체가 든 폴더나 .safetensors 파일 하나를 지정해야 합니다.
sentence-model_pickle = { $model } 파일은 열 때 코드가 실행될 수 있는 피클이므로 열지 않습니다. 봇 운영자가 .safetensors로 변환해야 합니다.
sentence-model_undescribed = { $model } 파일만으로는 모델의 구조를 알 수 없습니다. 봇 운영자가 diffusion.single_file_config에 같은 계열의 모델을 적어야 합니다.
sentence-model_paints_not = { $model } 모델은 글을 그림으로 만드는 모델이 아닙니다({ $kind }). 봇 운영자가 다른 모델을 골라야 합니다.
sentence-model_needs_package = { $model } 모델에 필요한 패키지가 설치되어 있지 않습니다. 봇 운영자가 설치해야 합니다.
sentence-model_unloadable = { $model } 모델을 열 수 없습니다. 봇 운영자가 로그에서 이유를 확인할 수 있습니다.
sentence-translator_unloadable = 번역 모델 { $model }{ PARTICLE($model, "을", "를") } 열 수 없습니다. 봇 운영자가 diffusion.translator 설정을 고치거나 비워야 합니다.
sentence-checker_unloadable = 안전 검사 모델 { $model }{ PARTICLE($model, "을", "를") } 열 수 없습니다. 봇 운영자가 [safety] model 설정을 확인해야 합니다.

## LoRA

sentence-lora_misfit = LoRA { $lora } 파일은 이 모델({ $kind })에 맞지 않습니다. 봇 운영자가 같은 계열의 모델로 학습한 LoRA를 골라야 합니다.
sentence-lora_not_taken = 이 모델({ $kind })에는 LoRA를 쓸 수 없습니다. 봇 운영자가 diffusion.loras 설정을 비워야 합니다.
sentence-lora_several = LoRA { $lora } 폴더에 .safetensors 파일이 여러 개 있습니다. 봇 운영자가 파일 하나를 지정해야 합니다.
sentence-lora_none = LoRA { $lora } 폴더에 LoRA 파일이 없습니다. 봇 운영자가 파일을 지정해야 합니다.
sentence-lora_is_none = { $lora } 파일에는 LoRA 가중치가 없습니다. 봇 운영자가 다른 파일을 지정해야 합니다.
sentence-lora_damaged = LoRA { $lora } 파일이 손상되었습니다. 봇 운영자가 다시 받거나 복사해야 합니다.
sentence-lora_unsafe = LoRA { $lora } 파일은 손상되었거나 가중치 외에 실행될 수 있는 코드가 들어 있어 열지 않습니다. 봇 운영자가 .safetensors로 변환해야 합니다.
sentence-lora_pickle = LoRA { $lora } 파일은 열 때 코드가 실행될 수 있는 피클이므로 열지 않습니다. 봇 운영자가 .safetensors로 변환해야 합니다.

## 그림 모델: 그리기

sentence-model_memory = 메모리가 부족해 { $model } 모델을 불러올 수 없습니다. 봇 운영자가 더 작은 모델을 골라야 합니다.
sentence-no_device = 이 컴퓨터에는 “{ $device }” 장치가 없습니다. 봇 운영자가 device 설정을 “auto”로 두어야 합니다.
sentence-model_paint_memory = 이 모델로 그리기에는 메모리가 부족합니다. 봇 운영자가 diffusion.size_px를 줄이거나 더 작은 모델을 골라야 합니다.
sentence-model_overflowed = 모델 계산값이 표현 범위를 넘어 아무것도 그리지 못했습니다. 봇 운영자가 diffusion.dtype을 “bfloat16”이나 “float32”로 바꿔야 합니다.
sentence-scheduler_misfit = “{ $name }” 스케줄러는 이 모델에 맞지 않습니다. 봇 운영자가 diffusion.scheduler 설정을 비워야 합니다.
sentence-prompt_brace = diffusion.prompt 설정에 닫히지 않은 중괄호가 있습니다. 봇 운영자가 고쳐야 합니다.
sentence-inpaint_memory = 글자를 지운 자리를 채우는 모델의 메모리가 부족합니다. 봇 운영자가 [engines] fill을 migan으로 바꿀 수 있습니다.
sentence-inpaint_failed = { $model } 모델이 글자를 지운 자리를 채우지 못했습니다. 봇 운영자가 로그에서 이유를 확인할 수 있습니다.
sentence-inpaint_overflowed = { $model } 모델의 계산값이 표현 범위를 넘어 글자를 지운 자리를 채우지 못했습니다. 봇 운영자가 [engines] fill을 migan으로 바꿀 수 있습니다.
sentence-inpaint_unloadable = 글자를 지운 자리를 채우는 { $model } 모델을 열 수 없습니다. 봇 운영자가 로그에서 이유를 확인할 수 있습니다.
sentence-inpaint_no_index = { $model } 폴더에 model_index.json 파일이 없습니다. 봇 운영자가 글자를 지운 자리를 채우는 모델의 폴더를 지정해야 합니다.
sentence-no_editor = 그림 속 글자를 바꾸려면 DiffSTE 엔진이 필요하지만 이 버전에는 없습니다. /remove-text로 글자를 지운 뒤 표지에 새 글자를 넣어 주세요.
