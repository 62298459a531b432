"""Kinds of mistakes that a list of words makes, and what a brief of any language must give."""

from __future__ import annotations

import pytest

from articover.brief import Brief
from articover.understand import Understanding, understand


def read(synopsis: str, title: str = "-", **fields: str) -> Understanding:
    return understand(Brief(title, synopsis=synopsis, **fields))


def shown(made: Understanding) -> set[str]:
    return {item.concept for item in made.items if item.role != "denied"}


@pytest.mark.parametrize(
    ("synopsis", "there", "absent"),
    [
        ("The avalanche leaves four survivors in a hut.", {"survivor", "hut"}, {"leaf", "oak"}),
        ("A lawyer defends a nurse.", {"lawyer", "nurse"}, {"gavel"}),
        ("A submarine sinks.", {"submarine"}, {"sink", "planet"}),
        ("A man from the snow country.", {"snowfield", "snow"}, {"hill", "meadow"}),
        ("An old fisherman in a small skiff hooks a marlin.", {"fisherman", "boat", "fish"}, {"hook"}),
        ("Bread from a village oven in Umbria.", {"bread", "oven", "village"}, set()),
        ("She falls for the boss who cooks the books and leaves her a broken heart.", set(), {"book", "broken_heart"}),
        ("Grandma Ida plants a plum tree.", {"grandmother"}, set()),
        ("An emerald forest under the moon.", {"green", "forest", "moon"}, {"jewel"}),
        ("They met in 1620, in the Smith Library.", {"age_of_sail", "library"}, {"smith"}),
        ("A boy crosses the border.", {"boy", "frontier"}, {"dmz"}),
        ("혼자 글을 배우는 아이.", {"child"}, {"actor", "mask"}),
        ("용이 잠든 산", {"dragon", "mountain"}, set()),
        ("개 한 마리가 짖는다.", {"dog"}, set()),
        ("첫눈에 반한 두 사람.", set(), {"snow", "eye"}),
        ("교수가 제자를 잃는다.", {"professor"}, {"graduation_cap"}),
        ("오래된 유물 사진을 찾는다.", {"relic", "photograph"}, {"camera"}),
        ("해녀가 바다에 든다.", {"haenyeo", "sea"}, {"diver", "helmet"}),
        ("도깨비가 춤춘다.", {"dokkaebi"}, {"goblin"}),
        ("나무꾼이 손님을 만난다.", {"woodcutter", "guest"}, {"tree", "hand"}),
        ("할머니가 고래를 발견한다.", {"grandmother", "whale"}, {"invention"}),
        ("올해는 광대다.", {"clown"}, set()),
        ("Seorang gadis patah hati di pantai.", {"girl", "beach"}, {"heart"}),
        ("Девочка и волк лицом к лицу в лесу.", {"girl", "wolf", "forest"}, {"face"}),
        ("Bir kız ve bir kurt yüz yüze.", {"girl", "wolf"}, {"face"}),
        ("W cztery oczy król mówi z królową.", {"king", "queen"}, {"eye"}),
        ("一个男孩守株待兔，女孩在森林里。", {"boy", "girl", "forest"}, {"rabbit"}),
        ("A disgraced mathematician walks through the snow.", {"mathematician", "snow"}, set()),
        ("Tariq builds kites out of newspaper.", {"kite", "newspaper"}, set()),
        ("A dragon the size of a cat sleeps.", {"dragon"}, {"cat"}),
        ("A house at the foot of a mountain.", {"house", "mountain"}, {"foot"}),
        ("A beetle under his tongue, a thief with a stolen heart.", {"beetle", "thief"}, {"tongue", "heart"}),
        ("Under a sky that has not been blue for years.", {"sky"}, {"blue"}),
        ("A raven, an ant and a pike help him.", {"raven", "ant", "fish"}, {"spear"}),
        ("A field of violets.", {"field", "violet_flower"}, {"purple"}),
        ("A foggy evening, a moonlit road.", {"fog", "evening", "moon", "road"}, set()),
        ("She takes a post at Harrow Abbey.", {"monastery"}, set()),
        ("Cassidy Lane finds a dog.", {"dog"}, {"alley", "street", "road"}),
        ("Queen Victoria has moved.", {"queen"}, set()),
        ("The back door is open.", {"door"}, set()),
        ("An army of giants at the gate.", {"soldier", "giant"}, set()),
        ("A piano tuner goes deaf.", {"piano"}, set()),
        ("In fourteenth-century Venice.", {"middle_ages", "venice"}, set()),
        ("A ship with no crew and a wolf in the hold.", {"ship", "wolf"}, {"sailor"}),
        ("Twelve-year-old Tariq flies a kite.", {"child", "kite"}, set()),
        ("She was thrown at her first rodeo.", {"woman"}, set()),
        ("When the bells of Karrow stop, it is dusk.", {"bell", "dusk"}, set()),
        ("A Sicilian prosecutor.", {"country", "lawyer"}, set()),
        ("En el corazón del desierto hay un pozo.", {"desert", "well"}, {"heart"}),
        ("En un banco del parque dos ancianos juegan al ajedrez.", {"bench", "chess"}, {"bank"}),
        ("Юная охотница с луком за спиной идёт через болото.", {"bow", "swamp"}, {"onion"}),
        ("海の底のたことかに。", {"octopus", "crab"}, {"kite"}),
        ("Un avocat parisien vend des huîtres.", {"lawyer"}, {"avocado"}),
        ("다리가 부러진 것은 의자만이 아니었다.", {"chair"}, set()),
        ("열세 척의 배만 남은 장군.", {"ship", "general"}, {"meeting"}),
        ("눈이 하얀 사슴이 숲에 산다.", {"deer", "forest"}, {"snow"}),
        ("택배 기사가 트럭을 몬다.", {"driver", "truck"}, {"knight"}),
    ],
)
def test_grammar_and_sense_decide(synopsis: str, there: set[str], absent: set[str]) -> None:
    found = shown(read(synopsis))
    assert there <= found
    assert not absent & found


@pytest.mark.parametrize(
    ("title", "there"),
    [
        ("The Yellow Wallpaper", {"yellow", "wallpaper"}),
        ("Moby-Dick", {"whale"}),
        ("IRON COMET", {"comet"}),
        ("Meditations", set[str]()),
        ("Emma", set[str]()),
        ("Rose Fielding", set[str]()),
    ],
)
def test_what_a_title_promises(title: str, there: set[str]) -> None:
    assert shown(read("", title)) == there


def test_the_animals_of_a_picture_book_are_no_names() -> None:
    made = read("Can Badger reach it with a broom? Can Hare?", "Little Owl Finds a Star", genre="picture book")
    assert {"owl", "star", "badger", "broom"} <= shown(made)
    assert "badger" not in shown(read("Philippa Badger reads a letter."))


def test_an_advice_against_something_denies_nothing() -> None:
    assert "dragon" in shown(read("", "How Not to Be a Dragon"))
    assert "castle" not in shown(read("", "Not a Castle"))


@pytest.mark.parametrize(
    ("synopsis", "denied", "there"),
    [
        ("There are no wolves in the forest, only snow.", "wolf", {"forest", "snow"}),
        ("숲에 늑대는 없다. 눈만 내린다.", "wolf", {"forest", "snow"}),
        ("森に狼はもういない。少年は雪を見る。", "wolf", {"forest", "boy", "snow"}),
        ("森林里没有狼，只有一个女孩。", "wolf", {"forest", "girl"}),
        ("森林裡沒有狼，只有一個女孩。", "wolf", {"forest", "girl"}),
        ("No hay lobos en el bosque, solo una niña.", "wolf", {"forest", "girl"}),
        ("Senza lupi l'inverno fa meno paura.", "wolf", {"winter"}),
        ("Im Wald gibt es keine Wölfe, nur ein Mädchen.", "wolf", {"forest", "girl"}),
        ("Il n'y a pas de loups dans la forêt.", "wolf", {"forest"}),
        ("Não há lobos na floresta.", "wolf", {"forest"}),
        ("В лесу нет волков, только девочка.", "wolf", {"forest", "girl"}),
        ("لا توجد ذئاب في الغابة", "wolf", {"forest"}),
        ("जंगल में भेड़िया नहीं है। एक लड़की है।", "wolf", {"forest", "girl"}),
        ("ในป่าไม่มีหมาป่า", "wolf", {"forest"}),
        ("Trong rừng không có chó sói.", "wolf", {"forest"}),
        ("Di hutan itu tidak ada serigala.", "wolf", {"forest"}),
        ("Ormanda artık kurt yok, bir kız var.", "wolf", {"forest", "girl"}),
        ("Στο δάσος δεν υπάρχουν πια λύκοι, αλλά ένα κορίτσι.", "wolf", {"forest", "girl"}),
        ("W lesie nie ma wilków.", "wolf", {"forest"}),
    ],
)
def test_a_denial_in_every_language(synopsis: str, denied: str, there: set[str]) -> None:
    made = read(synopsis)
    assert denied in made.denied
    assert denied not in shown(made)
    assert there <= shown(made)


def test_wishes_are_followed_or_told_back_as_a_code() -> None:
    wishes = "dark blue, minimalist, no people, wintry, seen from above, with my logo, zzqx"
    made = read("A child and a king.", requirements=wishes)
    assert {"navy", "winter"} <= shown(made)
    assert not {"child", "king"} & shown(made)
    assert {"view_above", "minimal"} <= set(made.views)
    assert "dark" not in made.views  # "dark blue" is a blue
    codes = {wish.text: wish.code for wish in made.wishes}
    assert codes.pop("with my logo") == "not_possible"
    assert codes.pop("zzqx") == "not_read"
    assert set(codes.values()) == {""}


def test_korean_wishes() -> None:
    made = read(
        "이야기.", requirements="짙은 파란색, 사람은 넣지 말아 주세요, 겨울 느낌, 위에서 내려다본 구도, 움직이는 그림"
    )
    assert {"navy", "winter"} <= shown(made)
    assert "person" in made.denied
    assert "view_above" in made.views
    assert [wish.text for wish in made.wishes if wish.code] == ["움직이는 그림"]


@pytest.mark.parametrize(
    ("language", "synopsis", "wishes"),
    [
        ("ko", "왕과 아이의 이야기.", "사람 없이, 짙은 파란색, 미니멀하게"),
        ("ja", "王様と子供の物語。", "人物なし、濃い青、ミニマルに"),
        ("es", "Un rey y un niño.", "sin personas, azul oscuro, minimalista"),
        ("fr", "Un roi et un enfant.", "sans personnages, bleu foncé, minimaliste"),
        ("de", "Ein König und ein Kind.", "keine Menschen, dunkelblau, minimalistisch"),
        ("pt", "Um rei e uma criança.", "sem pessoas, azul escuro, minimalista"),
        ("zh-Hans", "国王和孩子的故事。", "不要人物，深蓝色，极简"),
        ("pl", "Król i dziecko.", "bez ludzi, granatowy, minimalistyczny"),
    ],
)
def test_wishes_are_followed_in_every_language(language: str, synopsis: str, wishes: str) -> None:
    made = read(synopsis, requirements=wishes, language=language)
    assert shown(made) == {"navy", "minimal"}
    assert made.denied >= {"person"}
    assert {wish.code for wish in made.wishes} == {""}


def test_a_month_names_a_season_where_it_names_nothing_else() -> None:
    assert "winter" in shown(read("In December the ferry stops."))
    assert "summer" not in shown(read("June meets a lawyer."))
    assert "spring" not in shown(read("A robot on Mars."))
    assert "summer" in shown(read("7월의 바다."))


@pytest.mark.parametrize(
    ("synopsis", "culture"),
    [
        ("A samurai and a geisha in Kyoto.", "japanese"),
        ("서울의 골목에서 도깨비를 만난다.", "korean"),
        ("A mandarinate of ants: Naraku's indiana lore.", "european"),
        ("В корейской деревне живёт девочка.", "korean"),
    ],
)
def test_a_culture_is_told_by_words_and_not_by_parts_of_others(synopsis: str, culture: str) -> None:
    assert read(synopsis).culture == culture
