"""A table of customers is read in every form people have it; what it is, its values tell."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from real_data import REAL_DATA, needs

from teachclust.datasets import load_customers, read_customers
from teachclust.datasets.customers import known
from teachclust.datasets.customers.columns import AGE, GENDER, INCOME, SCORE, meaning
from teachclust.datasets.customers.values import Values
from teachclust.errors import LearnerError, LearnerWarning

HEADER = "CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)"
ROWS = "1,Male,19,15,39\n2,Female,21,15,81\n3,Female,20,16,6\n"
PLAIN = f"{HEADER}\n{ROWS}"
NUMBERS = [[19, 15, 39], [21, 15, 81], [20, 16, 6]]

real = needs("Customers.csv")


def _read(text: str, encoding: str = "utf-8", **keywords: Any) -> Any:
    return read_customers(text.encode(encoding), **keywords)


def _error(content: bytes) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        read_customers(content)
    return caught.value


def _run(error: LearnerError) -> Any:
    """Run the line that an error proposes."""
    scope: dict[str, Any] = {"read_customers": read_customers, "load_customers": load_customers}
    exec(error.fix, scope)
    return scope["customers"]


# -- the forms people have it in


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        "CustomerID,Genre,Age,Annual Income (k$),Spending Score (1-100)",
        '"CustomerID","Gender","Age","AnnualIncome","SpendingScore"',
        "CustomerID,Genre,Age,Annual_Income,Spending_Score",
        "CustomerID,Genre,Age,Annual Income ,Spending Score ",
        " customer id , SEX , AGE , ANNUAL INCOME (K$) , SPENDING SCORE (1-100) ",
        "ID,gender,age,income,score",
        "Customer_ID,Gender,Age (years),Annual_Income_(k$),Spending_Score_(1_to_100)",
    ],
)
def test_headings(header: str) -> None:
    customers = _read(f"{header}\n{ROWS}")
    assert customers.data.tolist() == NUMBERS
    assert customers.gender.tolist() == ["Male", "Female", "Female"]
    assert customers.customer_id.tolist() == [1, 2, 3]
    assert customers.feature_names == [AGE, INCOME, SCORE]
    assert customers.blanks == ()


@pytest.mark.parametrize("heading", ["Wage", "Agenda", "Page", "Message", "", "k$", "Cluster"])
def test_other_headings_mean_nothing(heading: str) -> None:
    assert meaning(heading) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n,,,,\n"])
def test_line_ends_and_encodings(end: str, encoding: str, last: str) -> None:
    text = (PLAIN.rstrip("\n") + last).replace("\n", end)
    assert _read(text, encoding).data.tolist() == NUMBERS


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_marks_and_decimal_commas(mark: str) -> None:
    text = PLAIN.replace(",", mark).replace("15", "15,5")
    customers = _read(text)
    assert customers.data[:, 1].tolist() == [15.5, 15.5, 16]


def test_excels_hint_and_empty_lines_before_the_header() -> None:
    assert _read("sep=;\n\n" + PLAIN.replace(",", ";")).data.tolist() == NUMBERS


def test_quoted_decimal_commas() -> None:
    assert _read(PLAIN.replace("19,15,39", '19,"15,25",39')).data[0].tolist() == [19, 15.25, 39]


def test_zero_padded_ids_are_numbers_and_others_stay_text() -> None:
    assert _read(PLAIN.replace("\n1,", "\n0001,")).customer_id.tolist() == [1, 2, 3]
    assert _read(PLAIN.replace("\n1,", "\nC-01,")).customer_id.tolist() == ["C-01", "2", "3"]


def test_genders_in_short_and_others() -> None:
    text = PLAIN.replace("Male", "m").replace("2,Female", "2,F").replace("3,Female", "3,diverse")
    assert _read(text).gender.tolist() == ["Male", "Female", "diverse"]


def test_other_columns_are_left_out_and_missing_ones_said() -> None:
    customers = _read("Age,Unnamed: 0,Income,Score\n19,0,15,39\n21,1,15,81\n")
    assert customers.gender is None
    assert customers.customer_id is None
    assert any("Left out" in notice and "Unnamed: 0" in notice for notice in customers.notices)
    assert any('no columns "CustomerID", "Gender"' in notice for notice in customers.notices)


def test_as_frame() -> None:
    customers = _read(PLAIN, as_frame=True)
    assert isinstance(customers.data, pd.DataFrame)
    assert list(customers.frame.columns) == [AGE, INCOME, SCORE]
    assert isinstance(customers.gender, pd.Series)
    assert isinstance(customers.customer_id, pd.Series)
    assert customers.units[INCOME] == "thousand dollars a year"


@pytest.mark.parametrize("blank", ["", " ", "NA", "n/a", "NaN", "NULL", "?", "-"])
def test_blanks_are_left_out_and_reported_by_row(blank: str) -> None:
    text = f"{PLAIN}4,Female,{blank},16,77\n5,{blank},31,17,{blank}\n"
    with pytest.warns(LearnerWarning, match="2 rows are left out") as caught:
        customers = _read(text)
    assert "line 5 (customer 4), line 6 (customer 5)" in str(caught[0].message)
    assert caught[0].filename == __file__
    assert customers.data.tolist() == NUMBERS
    assert customers.customer_id.tolist() == [1, 2, 3]
    found = [(one.line, one.customer_id, one.column) for one in customers.blanks]
    assert found == [(5, "4", AGE), (6, "5", GENDER), (6, "5", SCORE)]
    assert str(caught[0].message) in customers.notices


def test_a_blank_gender_or_id_keeps_its_row() -> None:
    customers = _read(PLAIN.replace("2,Female,21", ",,21"))
    assert customers.data.tolist() == NUMBERS
    assert customers.gender.tolist() == ["Male", "", "Female"]
    assert customers.customer_id.tolist() == ["1", "", "3"]
    assert any("Gender is blank in line 3" in notice for notice in customers.notices)


def test_odd_values_are_said() -> None:
    customers = _read(PLAIN.replace("19,15,39", "190,15,139").replace("\n2,", "\n1,"))
    text = " ".join(customers.notices)
    assert f'1 of 3 values of "{AGE}" lie outside 0 to 120: line 2 (customer 1) has 190' in text
    assert f'1 of 3 values of "{SCORE}" lie outside 1 to 100' in text
    assert "More than one row has the CustomerID 1" in text


@pytest.mark.parametrize(
    ("men", "women"), [("0", "1"), ("1", "2"), ("1", "0"), ("A", "B"), ("h", "k"), ("0.0", "1.0")]
)
def test_codes_of_gender_are_not_counted_as_men(men: str, women: str) -> None:
    customers = _read(PLAIN.replace("Female", women).replace("Male", men))
    assert customers.gender.tolist() == [men, women, women]
    text = " ".join(customers.notices)
    assert "women (there" not in text
    assert f'"{min(men, women)}", "{max(men, women)}": which of them stands for women' in text


def test_women_are_counted_where_words_say_who_they_are() -> None:
    assert "2 women (there 112)" in _read(PLAIN).notices[0]
    assert "0 women (there 112)" in _read(PLAIN.replace("Female", "Male")).notices[0]
    assert "1 women" in _read(PLAIN.replace("3,Female", "3,diverse")).notices[0]
    german = _read(PLAIN.replace("Female", "weiblich").replace("Male", "männlich"))
    assert german.gender.tolist() == ["Male", "Female", "Female"]


@real
@pytest.mark.parametrize(("men", "women"), [("0", "1"), ("1", "0"), ("2", "1"), ("x", "y")])
def test_codes_of_the_known_table_are_read_by_it(men: str, women: str) -> None:
    frame = pd.read_csv(REAL_DATA / "Customers.csv")
    wanted = frame["Gender"].tolist()
    frame["Gender"] = frame["Gender"].map({"Female": women, "Male": men})
    customers = read_customers(frame.to_csv(index=False).encode())
    assert customers.known == "yes"
    assert customers.gender.tolist() == wanted
    assert any(f'"{women}" as Female' in notice for notice in customers.notices)
    frame["Gender"] = [men, women] * 100
    other = read_customers(frame.to_csv(index=False).encode())
    assert other.known == "numbers only"
    assert set(other.gender) == {men, women}
    assert "coded in a way that isn't known" in other.notices[0]


MORE = PLAIN + "4,Female,23,16,77\n"


@pytest.mark.parametrize(
    "last",
    [
        "Total,,83,62,203",
        "TOTAL:,,83,62,203",
        "Grand total,,83,62,203",
        ",Total,83,62,203",
        "5,Total,83,62,203",
        ",,Total,62,203",
        "Sum,,83,62,203",
        "Summe,,83,62,203",
        "Average,,20.75,15.5,50.75",
        "Mean,,20.75,15.5,50.75\nstd,,1.7,0.6,35",
        ",,83,62,203",
        "Total (4 customers),,83,62,203",
        "Total: 4,,83,62,203",
        "10,,83,62,203",
        ",,20.75,15.5,50.75",
        ",,21,16,51",
        "count,4,4,4,4\nmin,,19,15,6\n2.5%,,20,15,30\n50%,,21,16,58\nmax,,23,16,81",
    ],
)
def test_rows_of_totals_are_no_customers(last: str) -> None:
    with pytest.warns(
        LearnerWarning, match=r"left out: (it sums|they sum) up other rows"
    ) as caught:
        customers = _read(f"{MORE}{last}\n")
    assert customers.data.tolist() == [*NUMBERS, [23, 16, 77]]
    assert customers.customer_id.tolist() == [1, 2, 3, 4]
    assert "6" in str(caught[0].message)
    assert customers.blanks == ()


def test_totals_elsewhere_and_what_only_looks_like_one() -> None:
    with pytest.warns(LearnerWarning, match="Lines 6, 8 are left out"):
        assert len(_read(f"{MORE}Subtotal,,83,62,203\n5,Male,3,4,5\nTotal,,86,66,208\n").data) == 5
    with pytest.warns(LearnerWarning, match="Line 6"):
        assert (
            len(_read("Age,Income,Score\n19,15,39\n21,15,81\n20,16,6\n23,16,77\n83,62,203\n").data)
            == 4
        )
    named = (
        "Name,Level,Age,Income,Score\nMax,average,19,15,39\nMin,average,21,15,81\nAvi,mean,9,9,9\n"
    )
    assert len(_read(named).data) == 3
    by_number = "Level,ID,Age,Income,Score\nhigh,1,19,15,39\nhigh,2,21,15,81\naverage,3,20,16,6\n"
    assert len(_read(by_number).data) == 3
    described = [f",{HEADER}", *(f"{i},{row}" for i, row in enumerate(ROWS.splitlines()))]
    described += ["count,3,,3,3,3", "mean,2,,20,15.3,42", "50%,2,,20,15,39", "max,3,,21,16,81"]
    with pytest.warns(LearnerWarning, match="are left out"):
        assert _read("\n".join(described)).data.tolist() == NUMBERS


@real
def test_the_known_table_with_a_total_is_known() -> None:
    frame = pd.read_csv(REAL_DATA / "Customers.csv")
    sums = ",".join(str(frame.iloc[:, place].sum()) for place in (2, 3, 4))
    for label in ("Total,", ","):
        content = f"{frame.to_csv(index=False)}{label},{sums}\n".encode()
        with pytest.warns(LearnerWarning, match="Line 202 is left out"):
            assert read_customers(content).known == "yes"


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ("CustomerID", "No"),
        ("CustomerID", "ID"),
        ("Customer ID", "Nr."),
        ("ID", "No"),
        ("Client Number", "Customer"),
        ("Gender", "Sex"),
        ("Gender", "Genre"),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_two_columns_that_are_not_clustered_are_no_hindrance(
    taken: str, left: str, order: int
) -> None:
    values = {taken: ["7", "8"], left: ["1", "2"]}
    headings = [taken, left][::order]
    rows = [",".join([*(values[name][i] for name in headings), f"{i + 9},15,39"]) for i in (0, 1)]
    customers = _read("\n".join([",".join([*headings, "Age,Income,Score"]), *rows]))
    assert customers.data.tolist() == [[9, 15, 39], [10, 15, 39]]
    found = customers.gender if "Ge" in taken else customers.customer_id
    assert [str(one) for one in found] == ["7", "8"]
    assert any(
        f'read from column "{taken}", and column "{left}" left out' in notice
        for notice in customers.notices
    )


@pytest.mark.parametrize(
    "row",
    [
        "5,Male,-5,15,39",
        "5,Male,-99,1,1",
        "5,Male,-0.5,1,1",
        "5,Male,1e308,15,39",
        "5,Male,999,1,1",
        "5,Male,9,1e300,1",
        "5,Male,9,9,-1e30",
    ],
)
@pytest.mark.parametrize("mark", [",", ";"])
def test_numbers_that_nobody_has_are_refused_by_line_and_name(
    row: str, mark: str, tmp_path: Path
) -> None:
    content = f"{PLAIN}{row}\n".replace(",", mark)
    if mark == ";":
        content = content.replace(".", ",").replace("20;16", "20;16,0")
    error = _error(content.encode())
    assert "can't be meant" in error.what
    assert "line 5 has" in error.where
    assert _mended(error, content.encode(), tmp_path).data.tolist() == NUMBERS


def test_a_scaled_table_is_refused_with_a_line_that_works() -> None:
    error = _error(b"Age,Income,Score\n-1,0.2,0.3\n-0.5,1,2\n-0.3,1,-2\n0.1,0.2,0.3\n")
    assert "scaled before" in error.why
    assert len(_run(error).data) == 200


def test_file_objects(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(PLAIN)
    for mode in ("r", "rb"):
        with path.open(mode) as file:
            assert read_customers(file).data.tolist() == NUMBERS
    assert read_customers(io.StringIO(PLAIN)).data.tolist() == NUMBERS
    assert read_customers(io.BytesIO(PLAIN.encode())).data.tolist() == NUMBERS


# two decimals: three after a comma could be thousands, and are refused
_numbers = st.floats(1, 99).map(lambda value: round(value, 2))


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(_numbers, _numbers, _numbers), min_size=2, max_size=12),
    mark=st.sampled_from([";", "\t", "|"]),
    comma=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    order=st.permutations(["Age", "Income", "Score", "Genre"]),
)
def test_what_was_written_is_read(
    rows: list[tuple[float, float, float]],
    mark: str,
    comma: bool,
    end: str,
    encoding: str,
    order: list[str],
) -> None:
    def cell(row: tuple[float, float, float], name: str) -> str:
        if name == "Genre":
            return "Female"
        text = f"{row[('Age', 'Income', 'Score').index(name)]:.2f}"
        return text.replace(".", ",") if comma else text

    lines = [mark.join(order), *(mark.join(cell(row, name) for name in order) for row in rows)]
    customers = _read(end.join(lines), encoding)
    np.testing.assert_allclose(customers.data, rows, rtol=1e-12)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@example(b"Age,Income,Score\n" + b'"' + b"x" * 140_000)
@example(b"Age,Income,Score\n" + b"9" * 5_000 + b",1,1\n")
@example(b"Age,Income,Score\n1e999,1,1\n1,1,1\n")
@example(b"id,Age,Income,Score\n" + b"9" * 5_000 + b",1,1,1\n2,2,2,2\n")
@example(b"\xff\xfeA")
def test_whatever_is_in_it_the_answer_is_a_table_or_a_learner_error(content: bytes) -> None:
    try:
        customers = read_customers(content)
    except (LearnerError, LearnerWarning):
        return
    assert np.isfinite(customers.data).all()


# -- wrong files


def test_not_csv_files(tmp_path: Path) -> None:
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    excel = tmp_path / "Mall.xlsx"
    excel.write_bytes(sheet.getvalue())
    with pytest.raises(LearnerError, match="This is an Excel file") as caught:
        read_customers(excel)
    assert caught.value.fix == (
        f'pd.read_excel({str(excel)!r}).to_csv("customers.csv", index=False)'
    )
    assert "a picture" in _error(b"\x89PNG\r\n\x1a\n").what
    assert "gzip" in _error(b"\x1f\x8b\x08").what
    assert "a web page" in _error(b"  <!DOCTYPE html><title>Sign in</title>").what
    assert "no text" in _error(b"Age,\x00Income\n").what


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "Mall_Customers.csv"
    file.write_text(PLAIN)
    with pytest.raises(LearnerError, match="There is no such file") as caught:
        read_customers(tmp_path / "mall_customers.CSV.csv")
    assert _run(caught.value).data.tolist() == NUMBERS
    with pytest.raises(LearnerError, match="This is a folder") as caught:
        read_customers(tmp_path)
    assert _run(caught.value).data.tolist() == NUMBERS
    with pytest.raises(LearnerError, match="its folder isn't there either"):
        read_customers(tmp_path / "no" / "x.csv")
    with pytest.raises(LearnerError, match=r"can't be read|no such file"):
        read_customers("a\x00b.csv")
    with pytest.raises(LearnerError, match="files of this computer only"):
        read_customers("https://example.org/Mall_Customers.csv")
    with pytest.raises(LearnerError, match="takes a path"):
        read_customers(load_customers().data)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(LearnerError, match="no ordinary file"):
        read_customers(tmp_path / "pipe.csv")


def test_empty_and_huge_files(tmp_path: Path) -> None:
    assert "empty" in _error(b"").what
    assert "fewer than 2 whole rows" in _error(HEADER.encode()).what
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.write(PLAIN.encode())
        file.truncate(50_000_000)  # a sparse file: it takes no room
    with pytest.raises(LearnerError, match="too large") as caught:
        read_customers(huge)
    assert "50 MB" in caught.value.where


def _mended(error: LearnerError, source: bytes, folder: Path) -> Any:
    """Run the line that mends a file, and read what it wrote."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        exec(error.fix, {"pd": pd, "io": io, "source": source})
        return read_customers("customers.csv")
    finally:
        os.chdir(here)


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("hint", ["", "sep={}\n"])
def test_missing_columns_can_be_named(mark: str, encoding: str, hint: str, tmp_path: Path) -> None:
    text = PLAIN.replace("Age", "Alter").replace("Annual Income (k$)", "Einkünfte")
    content = (hint.format(mark) + text.replace(",", mark)).encode(encoding)
    error = _error(content)
    assert f'no columns "{AGE}", "{INCOME}"' in error.what
    assert _mended(error, content, tmp_path).data.tolist() == NUMBERS
    assert _error(b"a,b\n1,2\n").fix == "customers = load_customers()"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_without_header_can_be_named(mark: str, tmp_path: Path) -> None:
    content = ROWS.replace(",", mark).encode()
    error = _error(content)
    assert "no line with the names" in error.what
    customers = _mended(error, content, tmp_path)
    assert customers.data.tolist() == NUMBERS
    assert customers.gender.tolist() == ["Male", "Female", "Female"]
    assert _error(b"1,2,3,4,5,6,7\n1,2,3,4,5,6,7\n").fix == "customers = load_customers()"


def test_two_columns_of_one_meaning(tmp_path: Path) -> None:
    content = b"Age,age,Income,Score\n1,19,15,39\n1,21,15,81\n"
    error = _error(content)
    assert error.what == 'Two columns could be "Age"'
    assert _mended(error, content, tmp_path).data[:, 0].tolist() == [1, 1]
    content = content.replace(b"age", b" Age ")
    assert _mended(_error(content), content, tmp_path).data[:, 0].tolist() == [1, 1]


def test_text_among_numbers(tmp_path: Path) -> None:
    content = (PLAIN + "4,Male,young,15,39\n").encode()
    error = _error(content)
    assert "no numbers" in error.what
    assert 'line 5 has "young"' in error.where
    assert _mended(error, content, tmp_path).data.tolist() == NUMBERS


HEADINGS = tuple(HEADER.split(","))


@pytest.mark.parametrize(
    ("bad", "mark", "comma"),
    [("1e308", ",", ""), ("inf", ",", ""), ("-5", ",", ""), ("x", ";", ",5"), ("1e9", ";", ",5")],
)
@pytest.mark.parametrize("space", ["", " "])
def test_rows_that_cannot_be_are_left_out_by_the_line(
    bad: str, mark: str, comma: str, space: str, tmp_path: Path
) -> None:
    rows = [[str(i), "Male", f"{20 + i}{comma}", "15", "39"] for i in range(4)]
    rows[2][2] = bad
    lines = [(f"{space}{mark}").join(line) for line in ([*HEADINGS], *rows)]
    content = "\n".join(lines).encode()
    ages = _mended(_error(content), content, tmp_path).data[:, 0]
    assert ages.tolist() == [float(f"{20 + i}{comma}".replace(",", ".")) for i in (0, 1, 3)]


@pytest.mark.parametrize("unit", ["{} %", "${}", "{}k", "'{}'", "€ {}"])
def test_units_are_taken_away_by_the_line(unit: str, tmp_path: Path) -> None:
    rows = [["1", "Male", "19", unit.format(15), "39"], ["2", "Male", "20", unit.format(16), "6"]]
    content = "\n".join(",".join(line) for line in ([*HEADINGS], *rows)).encode()
    assert _mended(_error(content), content, tmp_path).data.tolist() == [[19, 15, 39], [20, 16, 6]]


@pytest.mark.parametrize("title", ["Customers\n", "Customers,,,,\n,,,,\n", "# of May\n\n"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_a_title_above_the_names_is_taken_away_by_the_line(
    title: str, mark: str, tmp_path: Path
) -> None:
    content = (title + PLAIN).replace(",", mark).encode()
    error = _error(content)
    assert "stand in line" in error.what
    assert _mended(error, content, tmp_path).data.tolist() == NUMBERS


def test_commas_of_thousands_are_not_guessed(tmp_path: Path) -> None:
    content = PLAIN.replace("19,15,39", '19,"15,000",39').encode()
    error = _error(content)
    assert "two ways" in error.what
    assert _mended(error, content, tmp_path).data[0, 1] == 15_000


def test_a_line_with_too_many_values(tmp_path: Path) -> None:
    content = (PLAIN + "4,Male,19,15,5,39\n").encode()
    error = _error(content)
    assert "6 values" in error.what
    assert "line 5" in error.where
    assert _mended(error, content, tmp_path).data.tolist() == NUMBERS


def test_hostile_text_is_cut_and_on_one_line() -> None:
    long = "x" * 5_000
    error = _error(f'"{long}\n\u202e",b\n1,2\n'.encode())
    assert len(str(error)) < 1_500
    customers = _read(PLAIN.replace("Male", f"{long}<script>"))
    assert max(map(len, customers.gender)) <= 40


# -- which table it is


@real
def test_the_real_table_is_known_by_its_values() -> None:
    customers = read_customers(REAL_DATA / "Customers.csv")
    assert customers.known == "yes"
    assert customers.data.shape == (200, 3)
    np.testing.assert_allclose(customers.data.mean(axis=0), [38.85, 60.56, 50.20])
    assert np.sum(customers.gender == "Female") == known.N_WOMEN


@real
@pytest.mark.parametrize("name", ["underscore_crlf", "trailing_space_crlf"])
def test_its_variants_are_known_too(name: str) -> None:
    variant = read_customers(REAL_DATA / "customers_variants" / f"mall_genre_{name}.csv")
    assert variant.known == "yes"
    np.testing.assert_array_equal(variant.data, read_customers(REAL_DATA / "Customers.csv").data)


@real
def test_a_variant_with_blanks_is_known_but_for_them() -> None:
    file = REAL_DATA / "customers_variants" / "mall_kaggle_header_missing_ages.csv"
    with pytest.warns(LearnerWarning, match='5 rows are left out because column "Age" is blank'):
        customers = read_customers(file)
    assert customers.known == "but for blanks"
    assert customers.data.shape == (195, 3)


@real
def test_the_known_table_shuffled_changed_and_cut() -> None:
    frame = pd.read_csv(REAL_DATA / "Customers.csv")

    def known(table: pd.DataFrame) -> str:
        return str(read_customers(table.to_csv(index=False).encode()).known)

    assert known(frame.sample(frac=1, random_state=0)) == "yes"
    assert known(frame.drop(columns="CustomerID").sample(frac=1, random_state=0)) == "yes"
    assert known(frame.drop(columns=["CustomerID", "Gender"])) == "yes"
    assert known(frame.astype({"Age": float})) == "yes"
    assert known(frame.iloc[:199]) == "no"
    assert known(frame.assign(Gender=frame["Gender"].to_numpy()[::-1])) == "numbers only"
    changed = frame.copy()
    changed.loc[7, "Age"] += 1
    assert known(changed) == "no"


def test_checksums_of_columns_and_rows() -> None:
    rng = np.random.default_rng(0)
    rows = rng.integers(0, 5, (50, 4)).astype(float)
    assert known.rows_digest(rows) == known.rows_digest(rng.permutation(rows))
    other = rows.copy()
    other[:, 0] = rng.permutation(other[:, 0])
    assert known.rows_digest(rows) != known.rows_digest(other)
    assert known.column_digest(np.array([0.0])) == known.column_digest(np.array([-0.0]))


def test_another_table_of_200_is_not_known() -> None:
    numbers = load_customers().data
    assert known.is_known(Values(numbers, None, None, ())) == "no"
