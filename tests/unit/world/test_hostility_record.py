"""H_0 from the record: the rule on a made-up record, the command, and the shipped table made again."""

import csv
import math

import polars as pl
import pytest

from foedus.errors import BadInput
from foedus.world.hostility_record import HEADER, TABLE, disputes_memory, hostility_record, main
from foedus.world.load import HERE, read_world


@pytest.fixture
def record(tmp_path):
    """Five lines: two disputes, a joiner, a second year of a dispute, and a year that is locked."""
    lines = [
        (1, 2, 2010, 1, 1, 1),
        (1, 2, 2000, 1, 1, 1),
        (1, 2, 2005, 1, 0, 1),
        (1, 2, 2001, 0, 1, 1),
        (1, 2, 2011, 1, 1, 1),
    ]
    both = lines + [(b, a, year, onset, second, first) for a, b, year, onset, first, second in lines]
    names = ["ccode1", "ccode2", "year", "midonset", "orig1", "orig2"]
    pl.DataFrame(both, schema=names, orient="row").write_parquet(tmp_path / TABLE)
    return tmp_path


def test_onsets_between_originators_decay_to_2010(record):
    memory = disputes_memory(record, (1, 2, 0))
    assert memory[0, 1] == memory[1, 0] == pytest.approx(1 + math.exp(-0.48))
    assert memory.sum() == pytest.approx(2 * memory[0, 1])


def test_the_larger_of_rivalry_and_memory_with_two_decimals(record, folder, put):
    assert hostility_record(record, read_world(folder)) == [
        ("AAA", "BBB", "0.10", "disputes"),
        ("BBB", "AAA", "0.10", "disputes"),
    ]
    put("rivalries", "BBB,AAA,1990,spatial,2020,no,made up,data,")
    assert hostility_record(record, read_world(folder)) == [
        ("AAA", "BBB", "1.00", "rivalry"),
        ("BBB", "AAA", "1.00", "rivalry"),
    ]


def test_a_folder_without_the_record(tmp_path, world):
    with pytest.raises(BadInput, match=TABLE):
        hostility_record(tmp_path, world)


@pytest.mark.data
def test_the_shipped_table_is_what_the_command_makes(shared, capsys):
    main(["--data", str(shared / "data")])
    made = capsys.readouterr().out
    assert made == (HERE / "asia-pacific-2023" / "hostility.csv").read_text(encoding="utf-8")
    lines = list(csv.DictReader(made.splitlines()))
    assert tuple(lines[0]) == HEADER
    assert sum(float(line["h0"]) for line in lines) == pytest.approx(44.2, abs=0.01)
