# 문체: 합니다체. 평서문은 -ㅂ니다, 요청은 -세요, 질문은 -ㄹ까요. 버튼은 명사나 -기로 끝냅니다.
# 변수 뒤의 조사는 { PARTICLE($title, "을", "를") }처럼 씁니다.

## 이해하고 대기열에 넣은 것

accepted = “{ $title }”, { $action ->
    [start] 새 표지
    [brief] 바뀐 내용으로 새 그림
    [regenerate] 다른 그림
    [option] 시안 4개
    [title] 바뀐 문구
    [style] 바뀐 글자 스타일
    [picture] 직접 올린 그림
    [print] 인쇄용 파일
    [format] 다른 판형
    [compare] 투표
    [remove-text] 글자 지우기
    [enlarge] 인쇄용 그림
   *[series] 시리즈 다음 권
  }{ $place ->
    [0] : 만들고 있습니다.
    [1] : 다음 차례입니다.
   *[other] : 대기열 { $place }번째입니다.
  }
progress = “{ $title }”: { $count ->
    [1] { "" }
   *[other] { $count }개 중 { $number }번째,{ " " }
  }{ $stage ->
    [generate] 그리는 중
    [remove] 그림 속 글자를 찾는 중
    [edit] 글자를 넣는 중
    [upscale] 인쇄를 준비하는 중
   *[other] 작업 중
  }, { $percent }%
progress-late = “{ $title }”: 작업이 길어져 이 메시지를 더 이상 고칠 수 없습니다. { $private ->
    [yes] 결과는 /history 명령으로 볼 수 있습니다.
   *[no] 결과는 아래에 새 메시지로 올라옵니다.
  }
progress-live-preview = “{ $title }” 작업 중: 아직 빛과 색만 보입니다.

## 만든 것

made = “{ $title }” 버전 { $number } 완성({ $seconds }초): { $action ->
    [start] 새 표지
    [brief] 바뀐 내용으로 새 그림
    [regenerate] 다른 그림
    [title] 바뀐 문구
    [style] 바뀐 글자 스타일
    [picture] 직접 올린 그림
   *[series] 시리즈 다음 권
  }
understood = 내용 중 그림에 담은 것: { $things }.
understood-added = 내용에 없지만 더한 것: { $things }.
read = “{ $title }”의 내용에서 읽은 것:
read-item = { $role }: { $thing } (본문의 “{ $word }”)
read-nothing = 그릴 수 있는 사물을 찾지 못했습니다.
read-denied = 그리지 않는 것: { $things }.
role-subject = 주인공
role-companion = 함께 있는 것
role-prop = 사물
role-place = 장소
role-time = 때
role-season = 계절
role-weather = 날씨
role-era = 시대
role-mood = 분위기
role-colour = 색
role-medium = 화풍
wishes = 일러스트레이터는 적어 주신 색과 사물을 그림에 담습니다. 분위기는 색과 사물로만 표현할 수 있습니다.
series-kept-type = 앞 권에서 이어받은 것: 글꼴, 글자 색, 글자 위치, 저자 이름. 그림의 소재는 새 줄거리를 따릅니다. 내용에서 분위기나 색감을 바꾸면 시리즈 스타일에서 벗어납니다.
series-kept = 앞 권에서 이어받은 것: 글꼴, 글자 색, 글자 위치, 저자 이름, 그림의 색과 빛과 구도. 그림의 소재는 새 줄거리를 따릅니다. 내용에서 분위기나 색감을 바꾸면 시리즈 스타일에서 벗어납니다.
style-unchanged = { $layer }: 바뀐 것이 없습니다. 자리가 부족하거나 이미 적용된 스타일입니다.
options = “{ $title }”: 시안 { $count }개가 완성되었습니다({ $seconds }초).{ $count ->
    [1] { "" }
   *[other] { " " }번호로 고르세요. 고르기 전까지는 시안 { $count }번을 사용합니다.
  }
printed = “{ $title }” 버전 { $number }: 파일이 완성되었습니다({ $seconds }초).
printed-item = { $name ->
    [print] 인쇄
    [ebook] 전자책
    [paperback] 종이책
    [square] 정사각형
    [banner] 배너
   *[other] { $name }
  }: { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } px, { $dpi } dpi.
failed = “{ $title }” 작업에 실패했습니다: { $reason ->
    [timeout] 시간이 너무 오래 걸렸습니다. 다시 시도하세요.
    [memory] 메모리가 부족합니다. 더 작은 크기로 시도하세요.
    [crash] 그리는 프로세스가 비정상 종료되었거나 시작되지 않았습니다. 나중에 다시 시도하거나 내용을 바꾸세요.
    [request] { $sentence }
    [missing] { $sentence }
    [storage] 디스크가 가득 찼거나 디스크에 쓸 수 없습니다. 봇 운영자가 이유를 확인할 수 있습니다. 나중에 다시 시도하세요.
    [engine] { $sentence }
    [error] { $sentence }
   *[unexpected] 알 수 없는 문제가 생겼습니다. 봇 운영자가 원인을 확인할 수 있습니다.
  }
cancelled = “{ $title }” 작업을 취소했습니다.
gone = 이 책은 삭제되었습니다.
clock-off = 봇을 실행하는 컴퓨터의 시계가 채팅 서비스의 시각보다 { $minutes }분 { $way ->
    [ahead] 빠릅니다
   *[behind] 느립니다
  }. 시계를 맞추세요. 그때까지 봇은 채팅 서비스의 시각을 씁니다.
space-low = 디스크에 남은 공간은 { NUMBER($free, useGrouping: 0) } MB이고, { NUMBER($floor, useGrouping: 0) } MB가 필요합니다. 공간이 생길 때까지 새 그림을 만들지 않습니다. 문구 수정과 기록은 계속 사용할 수 있습니다.

## 책과 버전

no-books = 아직 책이 없습니다. /cover 명령으로 시작하세요.
books = { $count ->
   *[other] 책이 { $count }권 있습니다.
  }
books-page = { $pages }쪽 중 { $page }쪽입니다.
books-found = 책 { $all }권 중 제목에 “{ $text }”{ PARTICLE($text, "이", "가") } 들어간 책이 { $count }권 있습니다.
books-none = 책 { $all }권 중 제목에 “{ $text }”{ PARTICLE($text, "이", "가") } 들어간 책이 없습니다.
books-item = { NUMBER($number, useGrouping: 0) }: “{ $title }”
shown = “{ $title }” { $option ->
    [0] 버전 { $number }
   *[other] 시안 { $option }번(버전 { $number })
  }
history = “{ $title }” 버전 { $count }개
history-item = { $number }: { $action ->
    [start] 첫 표지
    [brief] 바뀐 내용
    [regenerate] 다른 그림
    [option] { $option ->
        [0] 시안
       *[other] 시안 { $option }번
      }
    [title] 바뀐 문구
    [style] 바뀐 글자 스타일
    [picture] 직접 올린 그림
    [remove-text] 글자를 지움
    [enlarge] 인쇄용 그림
   *[series] 시리즈 다음 권
  }{ $current ->
    [yes] { " " }(현재 버전)
   *[no] { "" }
  }
history-evicted = 디스크 공간을 확보하기 위해 버전 { $number }의 인쇄용 파일을 지웠습니다. ‘인쇄용 파일’ 버튼으로 다시 만들 수 있습니다.
back = “{ $title }”: 이제 { $option ->
    [0] 버전 { $number }
   *[other] 시안 { $option }번(버전 { $number })
  }{ PARTICLE($number, "이", "가") } 현재 버전입니다.
queue = { $mine ->
    [0] 진행 중인 내 작업이 없습니다
   *[other] 진행 중인 내 작업 { $mine }개
  }(전체 { $all }개)
queue-item = “{ $title }”, { $action ->
    [start] 새 표지
    [brief] 바뀐 내용
    [regenerate] 다른 그림
    [option] 시안 4개
    [title] 바뀐 문구
    [style] 바뀐 글자 스타일
    [picture] 직접 올린 그림
    [print] 인쇄용 파일
    [format] 다른 판형
    [compare] 투표
    [remove-text] 글자 지우기
    [enlarge] 인쇄용 그림
   *[series] 시리즈 다음 권
  }: { $place ->
    [0] 만드는 중
    [1] 다음 차례
   *[other] { $place }번째
  }
cancelling = { $count ->
    [0] 이 책에는 취소할 작업이 없습니다.
   *[other] 작업 { $count }개를 취소했습니다.
  }
delete-sure = “{ $title }” 책을 { $count ->
    [0] 모두
   *[other] 버전 { $count }개와 함께
  } 삭제할까요? 되돌릴 수 없습니다.
deleted = “{ $title }” 책을 버전 { $count }개와 함께 삭제했습니다.

## 나에 관한 것

forget-sure = 나에 관한 모든 것을 삭제합니다: 책 { $books }권, 버전 { $versions }개, 파일 { $files }개, 작업 { $jobs }개, 사용 기록, 그리고 삭제할 수 있는 메시지. 되돌릴 수 없습니다.
forget-backups = 봇 운영자가 전에 만든 백업에는 데이터가 남습니다. 차단된 상태라면 차단도 유지됩니다.
forgotten = 모두 삭제했습니다: 책 { $books }권, 버전 { $versions }개, 파일 { $files }개.
exported = 내 데이터: 책 { $books }권, 파일 { $files }개.

## 서버

settings = 언어: { $language }. 기본 비율: { $ratio }. 생성 모델: { $models ->
    [on] 켜짐
   *[off] 꺼짐
  }.
settings-models-house = 봇 운영자가 모든 서버에서 생성 모델을 껐습니다.
blocked = 이 서버에서 “{ $value }”{ PARTICLE($value, "을", "를") } 차단했습니다.
blocked-already = “{ $value }”{ PARTICLE($value, "은", "는") } 이 서버에서 이미 차단되어 있습니다.
unblocked = “{ $value }” 차단을 해제했습니다.
unblocked-not = “{ $value }”{ PARTICLE($value, "은", "는") } 이 서버에서 차단되어 있지 않습니다. 모든 서버에 적용되는 차단은 봇 운영자만 해제할 수 있습니다.
blocks = 이 서버에서 차단한 것: 사용자 { $users }명, 단어 { $words }개.
blocks-user = 사용자 { $value }: { $reason }
blocks-word = 단어 “{ $value }”: { $reason }
reported = 신고해 주셔서 감사합니다. 이 서버의 관리자가 확인할 수 있습니다.
reported-already = 이미 신고한 버전입니다.
reports = { $count ->
    [0] 처리할 신고가 없습니다.
   *[other] 처리할 신고가 { $count }건 있습니다.
  }
reports-item = { NUMBER($number, useGrouping: 0) }: “{ $title }”: { $reason }
resolved = 신고 { NUMBER($number, useGrouping: 0) }번을 처리했습니다.

## 거절

refused-stranger = 다른 사람의 책입니다. 책 주인과 서버 관리자만 할 수 있는 일입니다.
refused-not-moderator = 서버 관리자만 할 수 있는 일입니다.
refused-blocked = 이 서버에서 차단되었습니다. 내 책을 보거나 내려받거나 삭제할 수는 있습니다.
refused-no-book = 책이나 버전, 작업이 더 이상 없습니다.
refused-no-version = 이 책에는 아직 그림이 없습니다. 첫 그림이 나올 때까지 기다려 주세요.
refused-version = 이 책에는 버전 { $number }{ PARTICLE($number, "이", "가") } 없습니다.
refused-no-title = 표지에는 1자에서 { $most }자까지의 제목이 필요합니다.
refused-long-title = 제목이 { $length }자입니다. { $most }자까지 쓸 수 있습니다.
refused-long-text = { $field }: 너무 깁니다. { NUMBER($most, useGrouping: 0) }자까지 쓸 수 있습니다.
refused-ratio = “{ $text }”{ PARTICLE($text, "은", "는") } 알 수 없는 비율이나 크기입니다. 2:3, A5, 6x9in, 152x225mm, 신국판처럼 쓰세요.
refused-word = 내용에 이 서버에서 차단된 단어가 있습니다.
refused-models = { $engine } 엔진은 생성 모델입니다. 이 서버에서는 생성 모델이 꺼져 있습니다.
refused-emoji = { $field }: { $emoji } 이모지는 그림이라 글꼴로 인쇄할 수 없습니다. 빼거나 글로 적어 주세요.
refused-limit-user = 진행 중인 작업이 이미 { $count }개 있습니다. 하나가 끝날 때까지 기다리거나 하나를 취소하세요.
refused-limit-day = 오늘 표지를 { $count }개 요청해 하루 한도에 도달했습니다. 한도는 자정(UTC)에 초기화됩니다.
refused-limit-server = 이 서버의 작업이 한도에 도달했습니다. 몇 분 뒤 다시 시도하세요.
refused-limit-total = 대기열이 가득 찼습니다. 몇 분 뒤 다시 시도하세요.
refused-space = 봇의 디스크가 거의 차서 새 그림을 받을 수 없습니다. 문구와 스타일 수정, 기록은 계속 사용할 수 있습니다. 나중에 다시 시도하세요.
refused-disk-full = 봇의 디스크가 가득 차서 저장하지 못했습니다. 나중에 다시 시도하거나 봇 운영자에게 알려 주세요.
picture-not-kept = 입력한 내용은 보관했지만 그림은 보관하지 않았습니다. 그림을 다시 올리거나 표지 아래의 ‘내 그림 사용’ 버튼을 누르세요.
refused-space-copy = 봇의 디스크에 사본을 만들 공간이 없습니다. 나중에 다시 시도하거나 봇 운영자에게 알려 주세요.
refused-storage = 저장하지 못했습니다. 봇 운영자가 이유를 확인할 수 있습니다. 나중에 다시 시도하세요.
refused-sentence = 요청을 처리할 수 없습니다: { $sentence }
refused-no-picture = “{ $name }” 파일을 읽을 수 없습니다. 그림 파일의 경로를 쓰세요.
refused-big-picture = 그림이 너무 큽니다. { $most } MB까지 올릴 수 있습니다.
refused-no-layer = 이 표지에는 { $layer ->
    [title] 제목이
    [subtitle] 부제가
    [author] 저자 이름이
   *[series] 시리즈 이름이
  } 없습니다.
refused-no-style = 바꿀 것을 고르세요: 글꼴, 크기, 위치, 색, 대소문자.
refused-place = { $layer }: 제목과 함께 움직입니다. 제목의 위치를 바꾸세요.
refused-choice = { $known } 중에서 고르세요.
refused-color = “{ $text }”{ PARTICLE($text, "은", "는") } 색이 아닙니다. #e8c35a처럼 쓰세요.
refused-setting = “{ $name }” 설정은 없습니다. { $known } 중에서 고르세요.
refused-no-block = 차단할 사용자나 단어를 쓰세요.
refused-user = “{ $text }”{ PARTICLE($text, "은", "는") } 사용자가 아닙니다. { $platform }:ID처럼 빈칸 없이 하나만 쓰세요.
refused-block-self = 자신은 차단할 수 없습니다.
refused-report = 이미 처리했거나 다른 서버에 속한 신고입니다.
either = { $first }, { $last }

## 고르기와 양식

choose-layer = 어떤 문구를 바꿀까요?
choose-style = { $layer }: 무엇을 바꿀까요? 다른 문구의 글꼴과 색은 그대로입니다.
layer-title = 제목
layer-subtitle = 부제
layer-author = 저자
layer-series = 시리즈
style-larger = 크게
style-smaller = 작게
style-face = { $face }
style-top = 위쪽
style-middle = 가운데
style-bottom = 아래쪽
style-as-typed = 입력한 그대로
style-upper = 모두 대문자
style-own-color = 다른 색
color-white = 흰색
color-ivory = 상아색
color-gold = 금색
color-red = 빨강
color-blue = 파랑
color-black = 검정
form-brief = “{ $title }” 그림에 무엇을 담을까요?
form-reread = “{ $title }” 그림에 더하거나 뺄 것
form-title = “{ $title }” 표지 문구
form-picture = 직접 올린 그림 사용
form-color = { $layer }: 어떤 색으로 할까요?
form-next = “{ $title }” 다음 권
form-report = 이 그림에 어떤 문제가 있나요?
form-cover = 새 책
field-title = 제목
field-picture-or-none = 내 그림(비우면 새로 그립니다)
field-size = 크기나 비율, 예: A4
field-subtitle = 부제
field-author = 저자
field-series = 시리즈
field-genre = 장르
field-synopsis = 줄거리
field-requirements = 요구 사항
field-mood = 분위기
field-palette = 색감
field-additions = 더할 것 (쉼표로 구분)
field-strikes = 뺄 것 (쉼표로 구분)
field-ratio = 비율이나 크기
field-picture = 그림 파일의 경로
field-color = 색
field-reason = 이유

button-brief = 내용 변경
button-read = 읽은 내용
button-reread = 더하거나 빼기
button-regenerate = 다시 그리기
button-options = 시안 4개
button-title = 제목 수정
button-style = 글자 스타일
button-picture = 내 그림 사용
button-print = 인쇄용 파일
button-formats = 다른 판형
button-download = 다운로드
button-next = 시리즈 다음 권
button-history = 기록
button-report = 신고
button-delete = 삭제
button-delete-sure = 네, 삭제합니다
button-forget-sure = 네, 모두 삭제합니다
button-cancel = 취소
button-cancel-of = “{ $title }” 취소
button-option = 시안 { $number }번
button-back = 버전 { $number }{ $option ->
    [0] { "" }
   *[other] (시안 { $option }번)
  }
button-book = “{ $title }”
button-resolve = 신고 { NUMBER($number, useGrouping: 0) }번 처리

## 도움말과 터미널

help = 새 책은 /cover(뒤에 아무것도 쓰지 않으면 입력 양식이 열립니다), 내 책은 /history, 내 작업은 /queue입니다. 그림은 그 아래 버튼으로 바꿉니다.
console-help = 쓸 수 있는 명령:
    /cover 제목 | 장르 | 줄거리 | 비율 | 저자   새 책(/cover만 쓰면 하나씩 묻습니다)
    /books [단어], /queue, /cancel   내 책(제목에 단어가 있는 책만 볼 수도 있음), 내 작업, 이 책의 작업 취소
    /back, /forward, /history   이 책의 다른 버전, /poll 1, 2는 두 버전의 투표
    /print 크기, /formats   인쇄소와 서점에 낼 파일, /download   이 표지의 JPEG 파일
    /remove-text 파일, /upscale 파일 | 크기   표지가 아닌 그림
    /forget, /export   나에 관한 모든 것을 삭제하거나 내려받기
    /settings, /moderate, /block, /blocks, /reports   서버 관리자용
    /quit   종료
    번호를 쓰면 그 번호의 버튼을 누릅니다.
console-welcome = 아티 커버가 준비되었습니다. 새 책은 /cover, 도움말은 /help, 종료는 /quit
console-unknown = “{ $text }”: 없는 명령입니다. 명령 목록은 /help
console-no-button = { $number }번 버튼은 없습니다.
console-no-book = 먼저 책을 고르세요: /books
console-default = { $label } [{ $value }]
console-plain = { $label }
console-form-hint = Enter를 누르면 괄호 안의 값을 그대로 두고, “-”를 쓰면 비우고, “/stop”을 쓰면 입력을 취소합니다.
console-form-left = 입력을 취소했습니다. 바뀐 것은 없습니다.
console-file = 파일: { $path }
console-button = [{ $number }] { $label }
console-waiting = 작업이 끝나기를 기다리고 있습니다 …
console-genres = 장르: { $names }. 다른 말을 쓰면 기본 스타일이 됩니다.
console-bye = 종료합니다.{ $count ->
    [0] { "" }
   *[other] { " " }끝나지 않은 작업 { $count }개는 다음에 시작할 때 이어집니다.
  }

## 여럿이 쓰는 채팅

private-later = 비공개 책이므로 나에게만 보입니다. 결과가 15분 안에 나오지 않으면 /history 명령으로 볼 수 있습니다.
facts = 장르: { $genre }. 비율: { $ratio }({ $width } × { $height }{ $unit ->
    [mm] { " " }mm
   *[in] 인치
  }).
checked = 확인한 것: { $things }.
a-word = { $word }
checked-reads-back = 글자가 입력한 그대로 읽힘
checked-contrast = 배경과의 대비가 충분함
checked-small = 작은 섬네일에서도 제목이 읽힘
checked-letters = 그림에 엉뚱한 글자가 없음
options-stopped = 그림 { $count }장은 안전 검사에서 차단되어 표시하지 않습니다.
painted = { $engine ->
    [upload] 직접 올린 그림입니다.
    [illustrator] 그림 엔진: 일러스트레이터, 시드 { $seed }.
   *[other] 그림 엔진: { $engine }, 시드 { $seed }.
  }
alt = 책 표지, { $genre }. { $scene } { $texts } 색: { $colors }.
alt-texts = 글자: { $texts }.
alt-no-texts = 글자 없음.
alt-things = 그림에 있는 것: { $things }.
alt-things-added = 그림에 있는 것: { $things }. 내용에 없지만 더한 것: { $added }.
alt-added = 내용에 없지만 그려 넣은 것: { $added }.
alt-picture = 글자가 없는 그림.
alt-title = 제목 “{ $text }” { $place ->
    [top] 위쪽
    [bottom] 아래쪽
   *[middle] 가운데
  }
alt-subtitle = 부제 “{ $text }” { $place ->
    [top] 위쪽
    [bottom] 아래쪽
   *[middle] 가운데
  }
alt-author = 저자 “{ $text }” { $place ->
    [top] 위쪽
    [bottom] 아래쪽
   *[middle] 가운데
  }
alt-series = 시리즈 “{ $text }” { $place ->
    [top] 위쪽
    [bottom] 아래쪽
   *[middle] 가운데
  }
alt-picture-alone = 그림 “{ $title }”.
alt-sheet = “{ $title }” 표지 시안 { $count }개를 번호를 붙여 나란히 놓은 그림.
alt-poll = “{ $title }” 표지를 섬네일 크기로 번호 순서대로 놓은 그림: 버전 { $numbers }.
hue-black = 검정
hue-white = 흰색
hue-grey = 회색
hue-cream = 크림색
hue-beige = 베이지
hue-brown = 갈색
hue-red = 빨강
hue-dark-red = 진한 빨강
hue-light-red = 연한 빨강
hue-orange = 주황
hue-yellow = 노랑
hue-green = 초록
hue-dark-green = 진한 초록
hue-light-green = 연두
hue-teal = 청록
hue-blue = 파랑
hue-dark-blue = 남색
hue-light-blue = 하늘색
hue-purple = 보라
hue-pink = 분홍
hue-unknown = 알 수 없음
picture-made = “{ $title }” 완성({ $seconds }초): { $action ->
    [remove-text] 글자를 지운 그림
   *[enlarge] 인쇄용 그림
  }
picture-no-text = “{ $title }”: 이 그림에서 글자를 찾지 못해 바꾼 것이 없습니다({ $seconds }초).
printed-jpeg = PDF를 이 채팅에 올릴 수 있도록 그림을 품질 { $quality }의 JPEG로 넣었습니다. 글자는 어떤 크기에서도 선명합니다.
download = “{ $title }” 버전 { $number }: 표지를 원래 크기의 JPEG 파일로 드립니다.
delivered = 첨부 파일: { $names }.
file-name = { $name }({ $size })
linked = { $name }({ $size }): 너무 커서 이 채팅에 올릴 수 없습니다. { $url } ({ $until }까지 열립니다)
too-big = { $name }({ $size }): 너무 커서 { $limit ->
    [none] 이
   *[other] { $limit }까지 받는 이
  } 채팅에 올릴 수 없습니다. 더 작은 크기나 dpi를 고르거나 봇 운영자에게 files.public_url 설정을 요청하세요.
too-many = { $name }({ $size }): 메시지 하나에 올릴 수 있는 파일 수를 넘어 빠졌습니다. 이 판형만 따로 요청하세요.
file-gone = { $name } 파일이 더 이상 없습니다. 다시 만드세요.
picture-too-big = 그림({ $size })이 너무 커서 이 채팅에 올릴 수 없습니다.
picture-gone = 그림이 더 이상 없습니다.

export-part = { $count }개 중 { $number }번째 파일입니다.
export-left = 파일 { $count }개는 이 채팅에 올릴 수 없습니다. /history 명령으로 책을 열어 받으세요.

button-fix = 수정
button-compare = 멤버 투표 열기
button-try-again = 다시 시도
button-other-picture = 다른 그림
button-back-one = ◀ 이전
button-forward-one = 다음 ▶
button-show-current = 현재 버전 보기
button-older-books = 이전 책
button-newer-books = 다음 책
button-all-books = 모든 책
button-older = 이전 버전 더 보기
button-newer = 최근 버전 더 보기
button-vote = { $choice }번에 투표
button-close-poll = 투표 마감
button-take = { $choice }번 선택
button-remove = { $title } (책 { NUMBER($book, useGrouping: 0) })
button-remove-reported = 책 삭제
button-remove-sure = 네, 삭제합니다
button-block = { $user }
button-reports = 처리할 신고
button-show = 보기
menu-face = 글꼴
menu-color = 색
menu-versions = 이전 버전 선택
menu-books = 책 보기
menu-cancel = 취소
menu-remove = 책 삭제
menu-block = 사용자 차단
menu-resolve = 신고 처리

books-late = “{ $title }”: 채널에 올리지 못한 결과가 있습니다. 여기서 열어 보세요.
refused-draft = 양식이 만료되었습니다. /cover 명령으로 새로 시작하세요.
refused-private = 비공개 책입니다. 책 주인만 볼 수 있습니다.
refused-not-a-cover = 표지가 아니라 그림입니다. 글자를 넣으려면 이 그림으로 새 책을 시작하세요.
refused-channel = 이 채널에서는 표지를 만들지 않습니다. 만들 수 있는 채널: { $channels }.
kept-elsewhere = 입력한 내용은 하루 동안 보관됩니다. 그 채널에서 /cover 를 입력하면 채워진 양식이 열립니다.
channel-name = { $channel }
refused-first-version = 이미 첫 버전입니다.
refused-last-version = 이미 최신 버전입니다.
refused-private-poll = 비공개 책이므로 투표를 열 수 없습니다.
refused-elsewhere-poll = 다른 곳에서 만든 책입니다. 투표는 책을 만든 곳에서 여세요.
refused-poll-closed = 마감된 투표입니다.
refused-poll-count = 서로 다른 버전 2~4개를 1, 3처럼 쓰세요.
refused-few-versions = 이 책에는 버전이 하나뿐입니다. 버전을 하나 더 만든 뒤 투표를 여세요.
refused-edit-text = 그림 속 단어를 바꾸려면 DiffSTE 엔진이 필요한데, 이 버전에는 없습니다. /remove-text 명령으로 글자를 지우고 표지에 새 글자를 넣으세요.
refused-channel-name = “{ $text }”{ PARTICLE($text, "은", "는") } 채널이 아닙니다.
refused-limit-number = “{ $text }”{ PARTICLE($text, "은", "는") } 한도로 쓸 수 없습니다. 1에서 { NUMBER($most, useGrouping: 0) } 사이의 수를 쓰세요.

form-compare = 어떤 버전을 투표에 올릴까요?
field-numbers = 버전 번호 2~4개
poll = 서점에서 “{ $title }” 책을 본다면 어떤 표지에 손이 갈까요? 섬네일 크기로 보여 드립니다.
poll-closed = “{ $title }” 투표가 끝났습니다: { $total ->
    [0] 투표한 사람이 없습니다.
   *[other] 모두 { $total }표입니다.
  }
poll-item = { $choice }번(버전 { $number }): { $votes }표
voted = { $choice }번에 투표했습니다. 투표가 끝날 때까지 바꿀 수 있습니다.

settings-engine = 그림 엔진: { $engine }.
settings-engine-auto = 그림 엔진: 사용할 수 있는 것 중 가장 좋은 엔진.
settings-engine-cannot = 지금은 { $engine } 엔진으로 그릴 수 없어 다른 엔진으로 그립니다. 이유: { $why }
settings-engine-off = 생성 모델이 꺼져 있는 동안은 일러스트레이터가 그립니다.
settings-engine-unknown = 이 버전에 없는 엔진입니다.
settings-glimpses = 모델이 그리는 동안의 미리 보기(빛과 색): { $glimpses ->
    [on] 켜짐.
   *[off] 꺼짐.
  }
refused-engine = { $engine } 엔진으로는 이 서버에서 그릴 수 없습니다. 이유: { $why } 사용할 수 있는 엔진: { $known }.
settings-channels = 표지를 만드는 채널: { $channels }.
settings-channels-all = 모든 채널에서 표지를 만듭니다.
settings-limits = 한도: 한 사람당 동시에 { NUMBER($open, useGrouping: 0) }개, 하루 { NUMBER($day, useGrouping: 0) }개. 서버 전체는 동시에 { NUMBER($server, useGrouping: 0) }개(0은 한도 없음).
settings-filter = { $count ->
    [0] 차단한 단어가 없습니다.
   *[other] 차단한 단어가 { $count }개 있습니다.
  }
log-channel = 신고는 { $channel } 채널에 올립니다.
log-channel-none = 신고는 /moderate 명령으로만 볼 수 있습니다. 채널에 올리려면 /settings 명령으로 로그 채널을 정하세요.
moderate = { $count ->
    [0] 아직 요청이 없습니다.
   *[other] 최근 요청 { $count }개, 사용자 { $users }명:
  }
moderate-user = { $user }: 요청 { $count }개
moderate-item = · { $title }, { $action ->
    [start] 새 표지
    [brief] 바뀐 내용
    [regenerate] 다른 그림
    [option] 시안
    [title] 바뀐 문구
    [style] 바뀐 글자 스타일
    [picture] 직접 올린 그림
    [print] 인쇄용 파일
    [format] 다른 판형
    [compare] 투표
    [remove-text] 글자 지우기
    [enlarge] 인쇄용 그림
   *[series] 시리즈 다음 권
  } ({ $state ->
    [queued] 대기 중
    [running] 만드는 중
    [failed] 실패
    [cancelled] 취소됨
   *[done] 완성
  })
somebody = 데이터를 삭제한 사용자
a-title = “{ $title }”
a-private-book = 비공개 책
remove-sure = { $user } 님의 책({ $title })을 { $count ->
    [0] 모두
   *[other] 버전 { $count }개와 함께
  } 삭제하고, 이 책이 보이는 메시지도 삭제할까요? 되돌릴 수 없습니다.
removed = 삭제했습니다: { $title }, 버전 { $count }개.
report-new = 신고 { NUMBER($number, useGrouping: 0) }번, 신고한 사람 { $user }: { $reason }
report-gone = 이미 처리한 신고이거나 책이 삭제되었습니다.
log-removed = { $by } 님이 { $user } 님의 책 { NUMBER($book, useGrouping: 0) }번을 삭제했습니다.
log-blocked = { $by } 님이 { $user } 님을 차단했습니다.

help-image = 그림에서 글자를 지우려면 /remove-text, 그림을 인쇄용으로 확대하려면 /upscale 명령을 쓰세요. /edit-text에 필요한 엔진은 이 버전에 없습니다.
help-own = 나에 관한 모든 것을 삭제하려면 /forget-me, 사본을 받으려면 /export-me 명령을 쓰세요.
help-private = 비공개 책은 나에게만 보입니다. 결과가 15분 안에 나오지 않으면 /history 명령으로 볼 수 있습니다.
help-server = 서버 관리자용: /settings(채널, 한도, 그림 엔진, 언어, 생성 모델, 그리는 동안의 미리 보기, 금지어, 로그 채널), /moderate(최근 요청, 책 삭제, 사용자 차단, 신고).
help-moderators = 서버 관리자는 비공개 책을 누가 요청했는지만 볼 수 있고 제목과 그림은 볼 수 없습니다. 책 주인이 신고한 책은 볼 수 있습니다. 봇 운영자는 데이터 폴더를 읽을 수 있습니다.

## Discord

discord-unexpected = 알 수 없는 문제가 생겼습니다. 봇 운영자가 원인을 확인할 수 있습니다. 다시 시도하세요.
discord-old-button = 이전 버전의 봇이 만든 버튼이나 양식입니다. /history 명령으로 책을 다시 여세요.
discord-old-command = 방금 바뀐 명령입니다. 잠시 뒤 다시 입력하세요.
discord-upload-type = “{ $name }”{ PARTICLE($name, "은", "는") } 읽을 수 있는 그림이 아닙니다. PNG, JPEG, WebP, HEIC 파일을 올리세요.
discord-upload-size = “{ $name }” 파일이 너무 큽니다. { $most } MB까지 올릴 수 있습니다.
discord-upload-fetch = Discord에서 “{ $name }” 파일을 가져오지 못했습니다. 다시 시도하세요.
discord-emoji = { $field }: { $shown } 부분은 글자가 아니라서 인쇄할 수 없어 뺐습니다. 필요하면 글로 적어 주세요.
discord-part-browse = 채널 찾기
discord-part-customize = 채널 및 역할
discord-part-guide = 서버 가이드
discord-part-home = 서버 가이드
discord-part-linked-roles = 연결된 역할
discord-too-large = 파일이 너무 커서 이 채팅에 올릴 수 없습니다. 더 작은 크기로, 또는 판형을 나누어 요청하세요.
discord-below = 결과는 아래 새 메시지에 있습니다.
discord-lacking = 이 채널에서는 봇을 쓸 수 없습니다. 봇에 필요한 권한: { $permissions }. 서버 관리자가 권한을 주거나, 개인 메시지로 계속할 수 있습니다.
discord-log-lacking = { $channel } 채널에 글을 쓸 수 없습니다. 봇에 필요한 권한: { $permissions }. 그 채널에서 권한을 주거나 다른 채널을 고르세요.
discord-permission-view-channel = 채널 보기
discord-permission-send-messages = 메시지 보내기
discord-permission-send-messages-in-threads = 스레드에서 메시지 보내기
discord-permission-attach-files = 파일 첨부
discord-permission-read-message-history = 메시지 기록 보기
discord-button-direct = 개인 메시지로 계속
discord-button-go-on = 입력한 내용으로 계속
discord-button-new = 새 표지
discord-direct = 여기서는 봇을 쓸 수 있습니다. 버튼을 누르거나 /cover 명령을 쓰세요.
discord-direct-sent = 개인 메시지를 보냈습니다.
discord-direct-closed = 개인 메시지를 보낼 수 없습니다. 서버의 개인정보 설정에서 개인 메시지를 허용한 뒤 다시 누르세요.
discord-switch-on = 켜기
discord-switch-off = 끄기
