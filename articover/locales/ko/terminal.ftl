# 메시지마다 한 줄이며 변수만 씁니다. articover/terminal.py가 Fluent 파서 없이 읽습니다.

## 도움말

about = 책 내용으로 표지를 만듭니다. 그림과 글자, 인쇄용 파일까지.
usage = 사용법
arguments = 인수
options = 옵션
help-help = 이 도움말을 보여 주고 종료
help-version = 버전을 보여 주고 종료
help-json = 표준 출력에 JSON 객체 하나를 출력
help-quiet = 표준 오류에 진행 상황을 표시하지 않음
help-config = 엔진과 가중치를 정하는 TOML 파일
help-lang = 메시지의 언어(기본값: 시스템 언어)
command-cover = 책 내용으로 표지를 만듭니다.
command-understand = 책 내용에서 무엇을 왜 그렇게 읽었는지 보여 줍니다.
command-edit-title = 완성된 표지의 문구를 바꿉니다. 그림은 그대로입니다.
command-remove-text = 그림에서 글자를 지웁니다.
command-edit-text = 그림 속 단어를 원래 글씨체대로 바꿉니다(DiffSTE 필요).
command-upscale = 표지 폴더나 그림을 인쇄 크기로 만듭니다.
command-train-lora = 직접 모은 표지로 LoRA를 학습합니다(GPU 필요).
command-models = 허브의 모델: 목록 보기, 내려받기, 받은 그대로인지 확인하기.
command-doctor = 여기서 실행할 수 있는 것과, 없는 것을 갖추는 방법을 알려 줍니다.
command-models-list = 이 컴퓨터에 있는 모델의 크기, 위치, 라이선스.
command-models-pull = 허브에서 모델을 내려받습니다. 명령하면 동의한 것으로 봅니다.
command-models-verify = 모든 파일의 해시를 내려받은 것과 비교합니다.
help-title = 1자에서 200자까지. 줄바꿈은 그대로 둡니다
help-subtitle = 제목 아래에 들어갈 부제
help-author = 표지에 넣을 저자 이름
help-series = 예: "밀물 3부작 2권"
help-genre = 예: SF, 판타지, 로맨스, 미스터리
help-synopsis = 줄거리. 여기에 적은 사물과 장소를 그립니다
help-requirements = 요구 사항. 예: "파랗고 고요한 밤, 사람 없이"
help-language = 글의 언어. 예: en, ko
help-add = 더 그릴 것. 예: "등불, 눈"
help-strike = 내용에 있어도 그리지 않을 것
help-ratio = 2:3, A5, 6x9in, 152x225mm, 신국판 ... (기본값 2:3)
help-seed = 같은 시드를 쓰면 같은 그림이 나옵니다
help-engine = 그림을 그릴 엔진(기본값: auto)
help-background = 그리는 대신 사용할 내 그림
help-erase-text = 내 그림에서 글자를 먼저 지웁니다
help-cover-out = 표지를 저장할 폴더
help-print = print.png와 print.pdf도 저장합니다
help-dpi = 인쇄 해상도(기본값 300)
help-bleed = 각 변에 더하는 도련. 예: 0.125in, 3mm
help-folder = 바꿀 표지 폴더
help-new-title = 새 제목
help-new-text = ""를 쓰면 지웁니다
help-font = 제목 글꼴. 예: Cinzel
help-color = 제목 색
help-image = PNG, JPEG, WebP, HEIC, AVIF, TIFF, BMP, GIF
help-png-out = 저장할 .png 파일
help-mask-out = 채운 부분을 흰색으로 표시한 그림도 저장
help-source = 표지 폴더나 그림 파일
help-size = A4, A5, 신국판 ... (기본값: 표지의 판형)
help-trim = 6x9in, 152x225mm ...
help-print-out = 폴더, 또는 .png나 .pdf 파일 하나
help-models = 만든이/이름[/부분][@리비전] 또는 경로
help-models-all = 만든이/이름[/부분][@리비전] 또는 경로(기본값: 모두)
command-paint = 직접 적은 장면을 그립니다(docs/scene.md).
command-repaint = 완성된 그림의 일부를 바꿉니다. 나머지는 그대로입니다.
help-scene = 그릴 장면
help-scene-list = 장면에 쓸 수 있는 이름(구도, 사물, 장소 등) 보기
help-scene-ratio = 2:3, A5, 6x9in ... (기본: 장면의 비율, 없으면 2:3)
help-change-subject = 주인공이 되는 사람이나 사물. 예: 여우
help-change-place = 장소. 예: 숲
help-change-time = 시간: dawn, day, dusk, night 또는 새벽, 낮, 저녁, 밤
help-change-season = 계절: 봄, 여름, 가을, 겨울
help-change-sky = 하늘: 비, 눈, 안개, 폭풍, 바람, 맑음
help-change-treatment = 기법. 예: linocut
help-change-composition = 구도. 예: "window on a place"
help-change-palette = 색. 예: harbour
help-change-mirror = 좌우 바꾸기
help-change-without = 뺄 사물
help-change-add = 더할 사물
help-change-keep = 이 부분만 두고 모두 새로 고르기: subject,place,time ...
help-change-out = 이 폴더는 두고 다른 폴더에 쓰기

## 인수가 잘못되었을 때

wrong = { $why } (`{ $program } --help` 참고).
wrong-value = { $name } 뒤에 값이 필요합니다. 값이 -로 시작하면 { $name }=-값처럼 쓰세요
wrong-missing = 다음 인수가 필요합니다: { $names }
wrong-unknown = 알 수 없는 인수: { $names }
wrong-command = { $value }: 없는 명령입니다. 사용할 수 있는 것: { $known }
wrong-choice = { $name }: { $value } 값은 쓸 수 없습니다. 사용할 수 있는 것: { $known }
wrong-together = { $name }: { $other } 옵션과 함께 쓸 수 없습니다
wrong-none = { $name }: 값이 하나 이상 필요합니다
wrong-path = 경로가 비어 있습니다. 위치를 지정하세요
wrong-seed = 시드는 0에서 4294967295까지의 정수입니다
wrong-dpi = dpi는 정수입니다. 예: 300

## 결과

made-cover = { $path }  { $size } px, 시드 { $seed }, { $look }
made-own-cover = { $path }  { $size } px, 시드 { $seed }, 직접 올린 그림
made-print = { $path }  { $size } px
filled-once = { $path }: 그림의 { $share }를 한 번에 채웠습니다.
filled = { $path }: 그림의 { $share }를 { $rounds }번에 걸쳐 채웠습니다.
no-letters = { $path }: 글자를 찾지 못했습니다.
words-changed = { $path }: 글자를 바꿨습니다.
