"""The command that measures shipped networks."""

from functools import partial

from at_hand import MNIST, needs_mnist

from network.measurements import command_line
from network.measurements.measured import FILE, read_measurements


@needs_mnist
def test_measuring_again_finds_the_same(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(
        command_line, "measure_shipped", partial(command_line.measure_shipped, names=["by_hand"])
    )
    output = tmp_path / "made.json"
    assert command_line.main(["--mnist", str(MNIST), "-o", str(output)]) == 0
    assert "reads 63.58 % of 10,000" in capsys.readouterr().out
    (made,) = read_measurements(output).networks
    (shipped,) = (each for each in read_measurements(FILE).networks if each.name == "by_hand")
    assert made.percentiles.tolist() == shipped.percentiles.tolist()
    assert [layer.sums.tolist() for layer in made.layers] == [
        layer.sums.tolist() for layer in shipped.layers
    ]


def test_a_folder_without_the_digits_is_told_in_a_sentence(tmp_path, capsys) -> None:
    assert command_line.main(["--mnist", str(tmp_path), "-o", str(tmp_path / "made.json")]) == 2
    assert "No t10k-images-idx3-ubyte" in capsys.readouterr().err
    assert not (tmp_path / "made.json").exists()
