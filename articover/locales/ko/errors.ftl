## 글

sentence-no_title = 표지에는 1자에서 { $most }자까지의 제목이 필요합니다.
reason-field = { $field ->
    [title] 제목
    [subtitle] 부제
    [author] 저자
    [series] 시리즈
    [genre] 장르
    [synopsis] 줄거리
    [requirements] 요구 사항
    [additions] 추가할 것
    [strikes] 뺄 것
   *[other] 언어
  }
sentence-not_text = { reason-field }: 글자로 써야 합니다.
sentence-unprintable = { reason-field }: 인쇄할 수 없는 문자({ $char })가 있습니다. 그 문자를 빼세요.
sentence-too_long_text = { reason-field }: { $length }자입니다. { $most }자까지 쓸 수 있습니다.
sentence-no_glyph = “{ $char }”({ $code_point }, { $where }) 문자가 있는 글꼴이 설치되어 있지 않습니다. 그 문자를 빼세요.
sentence-title_unset = 제목을 넣지 못했습니다. 제목과 비율을 개발자에게 알려 주세요.
sentence-words_not_there = 그림에서 “{ $old }” 글자를 찾지 못했습니다. 그림에 보이는 그대로 적으세요.
sentence-brief_damaged = 이 파일에 저장된 책 내용의 형식이 잘못되었습니다.
sentence-brief_fields = 이 파일에 저장된 책 내용에 알 수 없는 항목이 있거나 빠진 항목이 있습니다: { $names }.
sentence-font_unknown = “{ $name }” 글꼴이 없습니다. { $near ->
    [yes] 비슷한 이름: { $known }.
   *[no] 사용할 수 있는 것: { $known } 등.
  }
sentence-font_of_cover = 이 표지에 쓴 { $family } { $style } 글꼴이 설치되어 있지 않습니다. `make setup`을 실행하세요.
sentence-font_package = 글꼴 패키지 { $package } 설치가 빠졌습니다. `make setup`을 실행하세요.
sentence-font_embedding = PDF에 { $font } 글꼴을 넣을 수 없습니다. { $package } 패키지를 다시 설치하세요.
sentence-size_factor = 글자 크기는 0.3배에서 3배까지 쓸 수 있습니다.
sentence-color_unknown = “{ $text }”: 색이 아닙니다. #f4c27a처럼 쓰세요.

## 비율과 인쇄 크기

sentence-ratio_unknown = “{ $text }”: 알 수 없는 비율이나 크기입니다. 2:3, A5, 6x9in, 152x225mm, 신국판처럼 쓰세요.
sentence-ratio_zero = “{ $text }”: 비율이 아닙니다. 두 수 모두 0보다 커야 합니다.
sentence-size_range = “{ $name }” 크기로는 만들 수 없습니다. 각 변은 1인치에서 60인치까지 가능합니다.
sentence-too_narrow = “{ $name }”: 너무 길쭉합니다. 긴 변은 짧은 변의 다섯 배를 넘을 수 없습니다.
sentence-trim_damaged = 이 파일에 저장된 판형을 읽을 수 없습니다.
sentence-too_many_pixels = { $size }픽셀은 한도인 1억 5천만 픽셀을 넘습니다. dpi를 낮추거나 더 작은 크기를 고르세요.
sentence-dpi_below_one = dpi는 1보다 작을 수 없습니다.
sentence-dpi_range = { $dpi } dpi로는 인쇄할 수 없습니다. { $least }에서 { $most } 사이로 고르세요.
sentence-bleed_unknown = “{ $text }”: 도련이 아닙니다. 0.125in 또는 3mm처럼 쓰세요.
sentence-bleed_range = 도련은 0인치에서 1인치까지 가능합니다.
sentence-other_ratio = { $name } 그림을 { $wanted } 판형에 맞추려면 자르거나 확장해야 합니다. 맞는 크기: { $known }.
sentence-short_of_bleed = 배경이 도련 끝까지 닿지 않습니다. 그림을 새로 그리세요.

## 그림

sentence-picture_folder = { $name }: 폴더입니다. 그 안의 그림 파일을 지정하세요.
sentence-picture_not_file = { $name }: 파일이 아닙니다. 그림 파일을 지정하세요.
sentence-picture_empty = { $name }: 비어 있습니다. 다른 그림을 고르세요.
sentence-picture_big_file = { $name }: 파일이 너무 큽니다. 그림은 1억 5천만 픽셀까지 쓸 수 있습니다.
sentence-picture_large = { $name }: 한도인 1억 5천만 픽셀을 넘습니다. 줄여서 다시 시도하세요.
sentence-picture_format = { $name }: 읽을 수 있는 그림이 아닙니다. 사용할 수 있는 형식: { $formats }.
sentence-picture_memory = { $name }: 메모리에 담기에는 너무 큽니다. 더 작은 그림을 쓰세요.
sentence-picture_unreadable = { $name }: { $why ->
    [absent] 파일이 없습니다. 경로를 확인하세요.
    [link] 심볼릭 링크입니다. 그림 파일 자체를 지정하세요.
    [denied] 읽을 권한이 없습니다. 파일 권한을 바꾸세요.
   *[other] 읽을 수 없습니다. 경로를 확인하세요.
  }
sentence-picture_damaged = { $name }: 잘렸거나 손상되었습니다. 다시 저장하거나 내려받으세요.
sentence-picture_small = “{ $name }”: 너무 작아서 표지를 채울 수 없습니다. 1000픽셀이 넘는 그림을 쓰세요.
sentence-reader_failed = 그림에서 글자를 찾는 데 실패했습니다. 다른 그림이나 크기로 시도하세요.
sentence-reader_unpacked = 한국어 판독기를 { $folder } 폴더에 풀 수 없습니다({ $why }).
sentence-filler_failed = 글자를 지운 자리를 채우지 못했습니다. 더 작은 그림으로 시도하세요.
sentence-enlarging_failed = ncnn이 { $size }픽셀 조각을 확대하지 못했습니다(상태 { $status }).
sentence-paint_memory = 이 크기로 그리기에는 메모리가 부족합니다. 더 작은 크기를 고르세요.
sentence-picture_flagged = 안전 검사가 이 그림을 차단했습니다. 표지에 담을 것을 다른 말로 쓰거나 다시 그리게 하세요.
sentence-picture_unchecked = 모델이 그린 그림을 확인할 안전 검사가 없어 표시할 수 없습니다. 봇 운영자가 [safety] model을 지정하거나, 일러스트레이터를 고르세요.
sentence-brief_flagged = 모델의 안전 검사가 이 내용으로 그린 그림을 모두 차단했습니다. 표지에 담을 것을 다른 말로 쓰세요.

## 장면

sentence-scene_none = 이 그림에는 저장된 장면이 없어 확대만 할 수 있습니다.
sentence-scene_old = 이 그림을 그린 뒤 일러스트레이터가 바뀌어 확대만 할 수 있습니다.
sentence-scene_damaged = 저장된 장면을 읽을 수 없습니다. 그림을 새로 그리세요.
sentence-series_damaged = 앞 권의 색과 장면을 읽을 수 없습니다. 앞 권의 그림을 새로 그리세요.
sentence-scene_part = { $part ->
    [composition] 구도
    [treatment] 표현 기법
   *[recipe] 그림 방식
  } “{ $name }” 항목이 없습니다. 그림을 새로 그리세요.
sentence-scene_field = 장면을 읽을 수 없습니다: { $why }.
sentence-scene_thing = “{ $name }”: 그릴 수 없는 대상입니다.
sentence-scene_stance = “{ $name }”: 이 구도에 쓸 수 없는 대상입니다. 다른 대상을 고르세요.
sentence-scene_subject = “{ $name }” 구도에는 그릴 대상이 필요합니다. 장면에 하나를 적으세요.

## 파일

sentence-path_upwards = { $name }: 경로에 “..”이 있습니다. 위치를 직접 지정하세요.
sentence-path_nul = 경로에는 NUL 문자를 쓸 수 없습니다. 그 문자를 빼세요.
sentence-path_unusable = { $name }: 쓸 수 없는 경로입니다({ $why }). 다른 경로를 고르세요.
sentence-path_link = { $name }: 심볼릭 링크입니다. 링크가 가리키는 위치를 지정하세요.
sentence-file_upwards = { $name }: 경로에 “..”이 있어 쓸 수 없습니다. 위치를 직접 지정하세요.
sentence-file_link = { $name }: 심볼릭 링크입니다. 파일 자체를 지정하세요.
sentence-file_folder = { $name }: 폴더입니다. 그 안의 파일을 지정하세요.
sentence-file_special = { $name }: 일반 파일이 아닙니다. 다른 이름을 고르세요.
sentence-not_written = { $name } 저장 실패: { $why ->
    [full] 디스크가 가득 찼습니다. 공간을 확보하고 다시 시도하세요.
    [limit] 파일 크기 제한을 넘습니다. 제한을 늘리고 다시 시도하세요.
    [read-only] 디스크가 읽기 전용입니다. 다른 폴더를 고르세요.
    [denied] 폴더에 쓸 권한이 없습니다. 다른 폴더를 고르세요.
    [no-folder] 폴더가 없습니다. 먼저 만드세요.
    [file] 경로 중간에 폴더가 아닌 파일이 있습니다. 다른 위치를 고르세요.
    [long] 이름이 너무 깁니다. 더 짧은 이름을 고르세요.
    [name] 파일에 쓸 수 없는 이름입니다. 다른 위치를 고르세요.
   *[other] { $reason }. 다른 위치를 고르세요.
  }
sentence-cover_folder_file = “{ $folder }”: 파일입니다. 표지를 저장할 폴더를 지정하세요.
sentence-cover_folder_absent = “{ $folder }”: 표지 폴더가 없습니다.
sentence-cover_folder_other = “{ $folder }”: 표지 폴더가 아닙니다. cover.json이 없습니다.
sentence-cover_folder_lacks = “{ $folder }”: cover.json에 적힌 { $file } 파일이 없습니다.
sentence-cover_file_changed = “{ $path }”: cover.json을 쓴 뒤에 바뀐 파일입니다.
sentence-document_unreadable = “{ $path }”: 읽을 수 없습니다({ $why }).
sentence-document_not_json = “{ $path }”: 손상되었습니다. 올바른 JSON이 아닙니다.
sentence-document_newer = “{ $path }”: 더 새로운 Arti Cover(스키마 { $version })로 만든 파일입니다. 이 프로그램을 업데이트하세요.
sentence-document_unknown = “{ $path }”: 이 버전이 알지 못하는 내용이 있습니다.
sentence-document_strange = “{ $path }”: 이해할 수 없는 표지입니다({ $why }).
reason-trim-box = { $file }의 재단 영역이 그림 밖에 있음
reason-color = 색이 #RRGGBB 형식이 아님

## 명령줄

sentence-cancelled = 취소했습니다. 저장된 것은 없습니다.
sentence-cancelled_at_once = 바로 취소했습니다. 쓰다 만 파일은 없습니다.
sentence-out_of_memory = 메모리가 부족해 이 그림을 만들 수 없습니다. 더 작은 크기나 낮은 dpi를 고르세요.
sentence-unexpected_here = 문제가 생겼습니다({ $kind }: { $why }). ARTICOVER_TRACEBACK=1을 설정하면 어디서 생겼는지 볼 수 있습니다.
sentence-no_output = 결과를 표준 출력에 쓸 수 없습니다({ $why }).
sentence-background_and_engine = --background로 직접 준비한 그림을 쓸 때는 --engine을 쓸 수 없습니다. 빼세요.
sentence-upload_without_picture = upload 엔진에는 그림이 필요합니다. --background로 지정하세요.
sentence-erase_without_picture = --erase-text는 직접 준비한 그림에 쓰는 옵션입니다. --background로 그림을 지정하세요.
sentence-option_color = “{ $text }”: 색이 아닙니다. #RRGGBB처럼 쓰세요.
sentence-nothing_to_change = 바꿀 것이 없습니다. --title, --author, --font 등의 옵션을 지정하세요.
sentence-mask_over_picture = --mask-out과 --out이 같은 파일입니다. 서로 다른 이름을 지정하세요.
sentence-print_out_neither = “{ $path }”: 있는 폴더이거나 .png 또는 .pdf로 끝나는 이름이어야 합니다.
sentence-print_out_file = “{ $path }”: 파일입니다. 폴더 또는 .png나 .pdf로 끝나는 이름을 지정하세요.
sentence-no_print_size = 그림 크기를 지정하세요: --size A4 또는 --trim 6x9in.
sentence-not_png = “{ $path }”: PNG로 저장하므로 .png로 끝나야 합니다.
sentence-no_trainer = 이 버전에는 LoRA 학습 기능이 아직 없습니다. 지금은 diffusers의 스크립트로 학습하세요.

## 설정

sentence-config_unreadable = 설정 파일 “{ $path }”: 읽을 수 없습니다({ $why }). 경로를 확인하세요.
sentence-config_not_utf8 = 설정 파일 “{ $path }”: UTF-8 텍스트가 아닙니다. UTF-8로 저장하세요.
sentence-config_not_toml = 설정 파일 “{ $path }”: 올바른 TOML이 아닙니다({ $why }).
sentence-config_table = { $source }: { $table }에는 테이블을 써야 합니다. [{ $table }] 형식으로 쓰세요.
sentence-config_weight = { $source }: “{ $name }” 가중치는 없습니다. 사용할 수 있는 것: { $known }.
sentence-config_key = { $source }: 알 수 없는 키 { $key }.
sentence-config_value = { $source }: { $key } 값이 잘못되었습니다. { $must }.
reason-config-file = 설정 파일 “{ $path }”
reason-environment = 환경 변수
reason-found = { $must } ({ $found })
reason-bool = true 또는 false여야 합니다
reason-one-of = 다음 중 하나여야 합니다: { $values }
reason-whole-number = { $range }정수여야 합니다
reason-number = { $range }수여야 합니다
reason-any = { "" }
reason-from-to = { $least }에서 { $most }까지의{ " " }
reason-from = { $least } 이상의{ " " }
reason-up-to = { $most } 이하의{ " " }
reason-above = { $least }보다 큰{ " " }
reason-above-to = { $least }보다 크고 { $most } 이하인{ " " }
reason-text = 텍스트여야 합니다
reason-full-text = 비어 있지 않은 텍스트여야 합니다
reason-short-text = { $least }자에서 { $most }자까지의 텍스트여야 합니다
reason-texts = 텍스트 목록이어야 합니다
reason-short-texts = 각각 { $most }자 이하인 텍스트 목록이어야 합니다
reason-tables = 다음 키를 가진 테이블 목록이어야 합니다: { $keys }
reason-table-of-texts = 텍스트 테이블이어야 합니다. 예: { "{" } name = "text" { "}" }

## 엔진과 필요한 것

sentence-engine_unknown = { $stage } 단계에 “{ $name }” 엔진은 없습니다. 사용할 수 있는 것: { $known }, auto.
sentence-engine_none = { $stage } 단계를 실행할 수 있는 엔진이 없습니다. { $problems }
sentence-engine_cannot = 여기서는 { $name } 엔진을 쓸 수 없습니다. { $why }
reason-passed = { $engine }: { $why }
reason-passed-too = { $first } { $others }
reason-with-fix = { $reason } { $fix }
reason-run = `{ $command }` 명령을 실행하세요.
reason-set-checker = [safety] model을 설정하세요.
sentence-engine_unfit = 이 컴퓨터에서는 실행할 수 없습니다.
sentence-no_fonts = 글꼴 패키지가 설치되어 있지 않습니다.
sentence-no_checker = 설정된 안전 검사가 없습니다.
sentence-engine_packages = 설치되지 않은 패키지: { $names }.
sentence-engine_no_gpu = 이 컴퓨터에는 GPU가 없습니다. GPU 없이는 그림 한 장에 몇 분이 걸립니다.
sentence-no_editor = 그림 속 글자를 바꾸려면 diffste 엔진이 필요하지만 이 버전에는 없습니다. `articover remove-text`로 글자를 지운 뒤 `articover cover --background`로 새 글자를 넣으세요.
sentence-package_missing = { $package } 패키지 설치가 빠졌습니다. `make setup`을 실행하세요.
sentence-icons_missing = 아이콘 모음 game-icons 설치가 빠졌습니다. `make setup`을 실행하거나 illustrator.icons = false로 설정하세요.
sentence-torchvision_missing = { $name }에는 torchvision이 필요합니다. 설치된 torch에 맞는 빌드를 설치하세요.
sentence-weight_missing = { $name } 가중치 파일이 없습니다({ $where }). `{ $fix }` 명령을 실행하세요.
sentence-weight_damaged = { $name } 가중치 파일이 손상되었거나 지정된 파일이 아닙니다. { $package } 패키지를 다시 설치하세요.
sentence-weight_unreadable = { $name } 가중치 파일을 읽을 수 없습니다({ $why }).
sentence-weight_unloadable = ncnn이 { $name } 파일을 불러올 수 없습니다. `{ $fix }` 명령을 실행하세요.
sentence-model_unknown = “{ $model }” ncnn 모델은 없습니다. 사용할 수 있는 것: { $known }.
sentence-no_device = torch에 “{ $device }” 장치가 없습니다. device를 “auto”로 두거나 GPU에 맞는 torch를 설치하세요.

## 모델

sentence-diffusion_extra = 그림 모델을 쓰는 데 필요한 패키지(diffusion)가 설치되어 있지 않습니다.
sentence-fetch_extra = 모델을 받는 데 필요한 패키지가 없습니다. `pip install -c constraints.txt 'arti-cover[diffusion]'`을 실행하세요.
sentence-model_absent = { $model } 모델이 이 컴퓨터에 없습니다. `{ $command }` 명령으로 받거나 설정에서 [models] download = true로 두세요.
sentence-model_unfetched = { $model } 모델을 아직 받지 않았습니다.
sentence-model_path_gone = “{ $path }” 위치에 모델이 없습니다. 경로를 확인하세요.
sentence-model_name_wrong = “{ $name }”: 폴더도 파일도 모델 이름도 아닙니다. 모델은 “만든이/이름” 형식으로 쓰세요.
sentence-model_not_on_hub = { $model } 모델은 허브에 없거나 비공개입니다. 이름을 확인하고, 비공개라면 먼저 `hf auth login`을 실행하세요.
sentence-model_gated = { $model } 모델은 약관에 동의한 사람만 받을 수 있습니다. 허브에서 약관에 동의하고 `hf auth login`을 실행하거나 HF_TOKEN을 설정한 뒤 `{ $command }` 명령을 실행하세요.
sentence-model_revision = { $model } 모델에는 “{ $revision }” 판이 없습니다. 확인하거나 빼세요.
sentence-model_part = { $model } 모델 안에 “{ $part }” 항목이 없습니다. 이름을 확인하세요.
sentence-model_no_weights = { $model } 모델에는 여기서 쓸 수 있는 가중치가 없습니다. 다른 모델을 고르세요.
sentence-model_index = { $model } 모델의 { $file } 파일을 읽을 수 없습니다. 다른 모델이나 다른 판을 고르세요.
sentence-model_lacks_file = 허브의 { $model } 모델에 파일 하나가 빠져 있습니다. 나중에 `{ $command }` 명령을 다시 실행하세요.
sentence-model_only_pickles = { $model } 모델의 가중치는 열 때 코드가 실행될 수 있는 피클 파일뿐입니다. .safetensors 파일이 있는 모델을 쓰거나, 만든 사람을 신뢰한다면 [models] pickles = true로 설정하세요.
sentence-hub_unreachable = 모델 허브에 연결할 수 없어 { $model } 모델을 받지 못했습니다. 네트워크를 확인하고 `{ $command }` 명령을 다시 실행하거나 로컬 폴더를 지정하세요.
sentence-hub_refused = 모델 허브가 { $model } 모델을 제공하지 않습니다({ $status }). HF_TOKEN을 확인하거나 `hf auth login`을 실행하세요.
sentence-hub_failed = 모델 허브에 문제가 있어 { $model } 모델을 받지 못했습니다({ $status }). 나중에 다시 시도하세요.
sentence-hub_token = HF_TOKEN에 쓸 수 없는 문자가 들어 있습니다. 다시 설정하세요.
sentence-hub_is_none = 모델 허브가 아닌 다른 서버가 응답합니다. HF_ENDPOINT와 네트워크의 프록시를 확인하고 `{ $command }` 명령을 다시 실행하세요.
sentence-hub_forbidden = { $name } 설정 때문에 { $model } 모델을 받을 수 없습니다. 그 변수를 해제하고 `{ $command }` 명령을 실행하거나 폴더를 지정하세요.
sentence-fetch_cancelled = 취소했습니다. { $model } 모델은 받은 만큼 보관되며, 다시 받으면 멈춘 곳부터 이어집니다.
sentence-fetch_garbled = { $model } 모델의 { $file } 파일이 받는 중에 손상되어 삭제했습니다. `{ $command }` 명령으로 다시 받고, 같은 일이 되풀이되면 허브나 프록시 관리자에게 알리세요.
sentence-fetch_incomplete = { $model } 모델을 끝까지 받지 못했습니다. `{ $command }` 명령을 다시 실행하면 멈춘 곳부터 이어집니다.
sentence-fetch_no_room = { $folder } 폴더가 있는 디스크의 공간이 부족합니다. { $model } 모델에 { $needed } 더 필요하지만 { $free }만 쓸 수 있습니다. 공간을 확보하거나 [models] folder 설정에 다른 위치를 적으세요.
sentence-fetch_disk_full = { $model } 모델을 받는 동안 { $folder } 폴더가 있는 디스크가 가득 찼습니다. 공간을 확보하고 `{ $command }` 명령을 다시 실행하면 멈춘 곳부터 이어집니다. [models] folder 설정에 다른 위치를 적을 수도 있습니다.
sentence-fetch_unwritable = { $folder } 폴더에 { $model } 모델을 저장할 수 없습니다({ $why }). [models] folder 설정에 쓰기 가능한 위치를 적으세요.
sentence-model_damaged = { $model } 모델이 손상되었습니다({ $file }). { $again }.
sentence-model_incomplete = { $model } 모델의 가중치 일부가 빠져 있습니다. { $again }.
reason-fetch-again = `{ $command }` 명령으로 다시 받으세요
reason-copy-again = 다시 복사하세요
sentence-model_no_index = { $model } 폴더에 { $index } 파일이 없습니다. diffusers 파이프라인 전체가 든 폴더나 .safetensors 파일 하나를 지정하세요.
sentence-model_pickle = { $model } 파일은 열 때 코드가 실행될 수 있는 피클입니다. .safetensors로 변환하거나, 만든 사람을 신뢰한다면 [models] pickles = true로 설정하세요.
sentence-model_undescribed = { $model } 파일만으로는 신경망의 구조를 알 수 없습니다. diffusion.single_file_config에 같은 계열 파이프라인의 폴더나 이름을 적으세요.
sentence-model_paints_not = { $model } 모델은 글을 그림으로 만드는 모델이 아닙니다({ $kind }). diffusion.model에 다른 모델을 적으세요.
sentence-model_needs_package = { $model } 모델에 필요한 패키지가 설치되어 있지 않습니다({ $why }). 설치하세요.
sentence-model_unloadable = { $model } 모델을 그림 모델로 열 수 없습니다({ $why }). diffusion.model에 다른 모델을 적으세요.
sentence-translator_unloadable = 번역 모델 { $model } 파일을 열 수 없습니다. diffusion.translator에 .safetensors 가중치가 있는 번역 모델을 적거나 비워 두세요.
sentence-checker_unloadable = { $model } 모델을 안전 검사 모델로 열 수 없습니다({ $why }). [safety] model에 다른 모델을 적으세요.
sentence-lora_misfit = LoRA { $lora } 파일은 이 모델({ $kind })에 맞지 않습니다. 같은 계열의 모델로 학습한 LoRA를 쓰세요.
sentence-lora_not_taken = 이 모델({ $kind })에는 LoRA를 쓸 수 없습니다. diffusion.loras를 비워 두세요.
sentence-lora_several = LoRA { $lora } 폴더에 .safetensors 파일이 여러 개 있습니다. 파일 하나를 지정하세요.
sentence-lora_none = LoRA { $lora } 폴더에 LoRA 파일이 없습니다. 파일을 지정하세요.
sentence-lora_is_none = { $lora } 파일에는 LoRA 가중치가 없습니다. diffusion.loras에 다른 파일을 적으세요.
sentence-lora_damaged = LoRA { $lora } 파일이 손상되었습니다. 다시 받거나 복사하세요.
sentence-lora_unsafe = LoRA { $lora } 파일은 손상되었거나 가중치 외에 실행될 수 있는 코드가 들어 있어 열지 않습니다. .safetensors로 변환하세요.
sentence-lora_pickle = LoRA { $lora } 파일은 열 때 코드가 실행될 수 있는 피클입니다. .safetensors로 변환하거나, 만든 사람을 신뢰한다면 [models] pickles = true로 설정하세요.
sentence-model_memory = 메모리가 부족해 { $model } 모델을 불러올 수 없습니다. 더 작은 모델을 고르세요.
sentence-model_paint_memory = 이 모델로 그리기에는 메모리가 부족합니다. diffusion.size_px를 줄이거나 diffusion.dtype = "float16"으로 설정하거나 더 작은 모델을 고르세요.
sentence-model_overflowed = 모델 계산값이 표현 범위를 넘어 아무것도 그리지 못했습니다. 설정에서 diffusion.dtype = "bfloat16" 또는 "float32"로 바꾸세요.
sentence-scheduler_unknown = “{ $name }” 스케줄러는 없습니다. 사용할 수 있는 것: { $known }.
sentence-scheduler_misfit = “{ $name }” 스케줄러는 이 모델에 맞지 않습니다. diffusion.scheduler를 비워 두세요.
sentence-prompt_brace = diffusion.prompt에 닫히지 않은 중괄호가 있습니다. 설정에서 고치세요.
sentence-prompt_placeholder = diffusion.prompt에 알 수 없는 자리 표시자 “{ $name }” 항목이 있습니다. 사용할 수 있는 것: { $known }.
sentence-inpaint_memory = 글자를 지운 자리를 채우는 모델의 메모리가 부족합니다. [engines] fill을 migan으로 바꾸세요.
sentence-inpaint_overflowed = 이 장치에서는 { $model } 모델의 계산값이 표현 범위를 넘어 글자를 지운 자리를 채우지 못했습니다. [engines] fill을 migan으로 바꾸세요.
sentence-inpaint_failed = { $model } 모델이 글자를 지운 자리를 채우지 못했습니다({ $why }). [engines] fill을 migan으로 바꾸세요.
sentence-inpaint_unloadable = { $model } 모델을 글자를 지운 자리를 채우는 모델로 열 수 없습니다({ $why }). inpaint.model에 다른 모델을 적으세요.
sentence-inpaint_no_index = { $model } 폴더에 model_index.json 파일이 없습니다. 글자를 지운 자리를 채우는 모델의 폴더를 지정하세요.
sentence-scene_long = 장면 파일은 { $most }바이트까지입니다. 다른 파일로 보입니다.
sentence-scene_encoding = 장면 파일이 UTF-8이 아닙니다. UTF-8로 저장해 주세요.
sentence-scene_deep = 장면이 너무 깊게 중첩되어 있습니다. docs/scene.md를 보세요.
sentence-scene_number = 장면에 너무 큰 수가 있습니다.
sentence-scene_json = 장면이 올바른 JSON이 아닙니다. { $line }번째 줄을 확인해 주세요.
sentence-scene_recipe = 이 장면은 직접 쓸 수 없는 옛 방식입니다. 구도가 있는 표지를 새로 만들어 주세요.
sentence-scene_newer = format: 이 장면의 형식은 { $format }이고, 여기서는 { $newest }까지 읽습니다. Arti Cover를 업데이트해 주세요.
sentence-scene_versions = versions: 이 장면을 만든 뒤 구도나 기법이 바뀌었습니다({ $made }, 지금은 { $now }). 지금 방식대로 그리려면 versions를 빼 주세요.
sentence-scene_missing = { $path }: 꼭 있어야 하는 항목입니다.
sentence-scene_choice = { $path }: { $choices } 가운데 하나를 골라 주세요.
sentence-scene_length = { $path }: 너무 깁니다. { $most }까지 쓸 수 있습니다.
sentence-scene_color = { $path }: 색은 #RRGGBB로 적습니다.
sentence-scene_value = { $path }: 여기에 쓸 수 없는 값입니다.
sentence-scene_no_room = { $composition } 구도에는 더 놓을 자리가 없습니다: { $name }. 빼거나 다른 구도를 골라 주세요.
sentence-scene_none_named = 그릴 장면을 알려 주세요. JSON 파일이며 docs/scene.md에 설명이 있습니다.
sentence-scene_no_out = 표지를 둘 폴더를 알려 주세요: --out DIR.
sentence-change_nothing = 바꿀 것이 없습니다. 바꿀 부분을 하나 이상 알려 주세요.
sentence-change_keep_none = 이 그림에는 그대로 둘 { $part } 부분이 없습니다.
sentence-change_keep_changed = { $part } 부분을 그대로 두면서 바꿀 수는 없습니다.
sentence-change_add_without = 같은 대상을 더하면서 뺄 수는 없습니다: “{ $name }”.
sentence-change_conflict = “{ $one }” 요청과 “{ $other }” 요청은 함께 쓸 수 없습니다. 하나만 골라 주세요.
sentence-change_mirror = 제목이 그림의 일부라 좌우를 바꿀 수 없습니다.
sentence-change_cannot_show = { $composition } 구도로는 보여 줄 수 없는 대상입니다: “{ $name }”. 다른 구도나 다른 말을 골라 주세요.
sentence-change_unknown_word = 그릴 수 없는 대상입니다: “{ $name }”.
sentence-change_not_there = { $place }에는 둘 수 없는 대상입니다: “{ $name }”. 다른 대상을 고르거나 빼 주세요.
sentence-change_not_shown = 이 그림에는 뺄 대상이 없습니다: “{ $name }”. 있는 것: { $shown }.
sentence-change_keep_too_much = 그 부분을 모두 두고는 다른 그림이 나오지 않습니다. 덜 남겨 주세요.
sentence-change_other_engine = 일러스트레이터가 그린 그림이 아니어서 일부만 바꿀 수 없습니다. 그림을 새로 만들어 주세요.
sentence-change_recipe = 일부만 바꿀 수 없는 옛 방식의 그림입니다. 다른 시드로 새로 만들어 주세요.
sentence-scene_most = { $path }: { $limit } 이하여야 합니다.
sentence-scene_least = { $path }: { $limit } 이상이어야 합니다.
sentence-scene_excluded = treatment: { $treatment } 기법으로는 { $composition } 구도를 그릴 수 없습니다({ $why }).
sentence-scene_type = { $path }: 이 값의 종류가 맞지 않습니다(필요: { $wanted }, 지금: { $got }).
sentence-scene_file = { $name }: 읽을 수 없습니다({ $why }).
sentence-scene_unknown = { $path }: “{ $name }”: 없는 이름입니다({ $kind }). `articover paint --list`로 이름을 볼 수 있습니다.
sentence-scene_unknown_near = { $path }: “{ $name }”: 없는 이름입니다({ $kind }). “{ $near }”인지 확인해 주세요.
sentence-change_night = { $treatment } 기법은 { $pages } 바탕에 맞습니다. 어울리는 색도 함께 골라 주세요.
