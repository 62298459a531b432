## 선택지로 보여 주는 장르와 판형입니다. 직접 입력해도 알아봅니다.

genre-sci-fi = SF
genre-fantasy = 판타지
genre-romance = 로맨스
genre-mystery = 추리
genre-thriller = 스릴러
genre-horror = 공포
genre-children = 어린이
genre-computer = 컴퓨터
genre-religion = 종교
genre-comics = 만화
genre-literary = 문학
genre-historical = 역사
genre-poetry = 시
genre-business = 경제·경영
genre-cookbook = 요리
genre-gothic = 고딕
genre-general = 일반

ratio-2-3 = 2:3 – 종이책, 6 × 9 in
ratio-ebook = 전자책, 1600 × 2560 px
ratio-5-8 = 5:8 – 전자책
ratio-3-4 = 3:4 – 6 × 8 in
ratio-4-5 = 4:5 – 8 × 10 in
ratio-1-1 = 1:1 – 정사각형, 8 × 8 in
ratio-audiobook = 오디오북, 8 × 8 in
ratio-5x8in = 5 × 8 in
ratio-6x9in = 6 × 9 in
