notice = 알림: { $sentence }
notice-contrast = 확인 필요: { $role ->
    [title] 제목
    [subtitle] 부제
    [author] 저자 이름
   *[series] 시리즈 이름
  } 글자와 배경의 대비가 부족합니다.
notice-reads-back = 확인 필요: { $role ->
    [title] 제목이
    [subtitle] 부제가
    [author] 저자 이름이
   *[series] 시리즈 이름이
  } 입력한 그대로 읽히지 않았습니다. 표지에서 철자를 확인하세요.
notice-small = 확인 필요: 작은 섬네일에서는 제목을 읽기 어렵습니다.
notice-letters = 확인 필요: 그림에 글자처럼 보이는 부분이 있습니다.
notice-genre = “{ $genre }” 장르를 알 수 없어 기본 스타일을 적용했습니다.
notice-dpi = 이 크기에서 그림의 해상도는 { $dpi } dpi입니다.
notice-soft = { $size }인치에서 그림의 해상도는 { $dpi } dpi입니다. 화면에서는 괜찮지만 인쇄하면 흐릿합니다.
notice-slightly-soft = { $size }인치에서 그림의 해상도는 { $dpi } dpi입니다. 화면에서는 괜찮지만 인쇄하면 조금 흐릿합니다.
notice-cut = 판형에 맞추기 위해 그림의 { $percent }%를 잘라 냈습니다.
notice-mirrored = 그림이 도련 끝까지 닿지 않아 가장자리를 거울처럼 반사해 채웠습니다.
notice-enlarged = 새로 그리지 않고 저장된 그림의 크기를 조정했습니다.
notice-letters-left = 아직 글자처럼 보이는 것: { $words }.
notice-series-led = 모델이 앞 권 그림의 색, 빛, 구도를 참고했습니다. 똑같지는 않을 수 있습니다.
notice-series-told = 모델에 앞 권 그림의 색을 알려 주었지만 빛과 구도는 따르지 못했습니다.
notice-own-picture = 이 그림은 앞 권의 그림을 따를 수 없습니다. 글꼴과 글자 색, 글자 위치는 시리즈를 따릅니다.
# 모양과 판형.
notice-lacks-letters = { $role ->
    [title] 제목
    [subtitle] 부제
    [author] 저자 이름
   *[series] 시리즈 이름
  } 글자 중 { $family } 글꼴에 없는 것은 { $others } 글꼴로 넣었습니다.
notice-moved = { $other ->
    [title] 제목
    [subtitle] 부제
    [author] 저자 이름
   *[series] 시리즈 이름
  } 자리를 만들기 위해 { $role ->
    [title] 제목을
    [subtitle] 부제를
    [author] 저자 이름을
   *[series] 시리즈 이름을
  } 옮겼습니다.
notice-no-larger = { $role ->
    [title] 제목을
    [subtitle] 부제를
    [author] 저자 이름을
   *[series] 시리즈 이름을
  } 더 키울 자리가 없어 그대로 두었습니다.
notice-no-smaller = { $role ->
    [title] 제목을
    [subtitle] 부제를
    [author] 저자 이름을
   *[series] 시리즈 이름을
  } 더 줄이면 읽을 수 없어 그대로 두었습니다.
notice-partly-larger = 자리가 부족해 { $role ->
    [title] 제목을
    [subtitle] 부제를
    [author] 저자 이름을
   *[series] 시리즈 이름을
  } { $percent }%만 키웠습니다. 더는 키울 수 없습니다.
notice-own-dpi = 이 크기에서 그림 본래의 해상도는 { $dpi } dpi이며, 나머지는 확대하면서 채운 것입니다. 인쇄를 맡기기 전에 일부를 실제 크기로 확인하세요.
notice-reduced = 그림({ NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } px)이 이 판형을 { $dpi } dpi로 인쇄하는 데 필요한 크기보다 커서, 확대하지 않고 줄였습니다.
notice-recut = 이 판형에 맞추기 위해 주요 대상을 중심으로 그림의 { $percent }%를 잘라 냈습니다.
notice-extended = 이 판형에 맞추기 위해 그림을 가장자리 밖으로 확장했습니다. { $percent }%는 새로 채운 부분입니다.
# 엔진 `diffusion`.
notice-words-taken = 그림 모델은 영어만 이해하므로 내용에서 다음 단어만 사용했습니다: { $words }.
notice-words-unknown = 그림 모델은 영어만 이해하므로 적어 주신 내용을 사용하지 못했습니다. 장르만 반영해 그렸습니다.
notice-translated = 그림 모델에 전달한 번역: { $text }
notice-fallback = 지금은 { $engine } 엔진으로 그릴 수 없어 일러스트레이터가 표지를 그렸습니다. 이유: { $why }
notice-safety = 이 그림 이전에 모델의 안전 검사가 그림 { $count }장을 차단했습니다.
notice-memory = 메모리가 부족해 그림을 더 천천히 그렸습니다.
notice-differs = 확인 필요: 인쇄용 파일이 미리 보기와 다릅니다. 사용하기 전에 확인하세요.
notice-no-engine = 실행할 수 있는 엔진이 없는 단계: { $stages }.
# Wishes of a brief that are not followed.
notice-wishes-not-read = 이해하지 못해 반영하지 못한 요청: { $words }.
notice-wishes-not-possible = 이 프로그램의 엔진으로는 할 수 없어 반영하지 못한 요청: { $words }.
notice-redrawn = 이 그림을 그린 뒤 일러스트레이터가 바뀌어, 바꾸지 않은 부분도 달라 보일 수 있습니다.
