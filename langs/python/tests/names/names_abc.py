# Every public name of `abc`, used once.
import abc


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        pass

    @abc.abstractproperty
    def name(self):
        pass

    @abc.abstractclassmethod
    def make(cls):
        pass

    @abc.abstractstaticmethod
    def zero():
        pass


assert isinstance(Shape, abc.ABCMeta) and Shape.__abstractmethods__ == {"area", "name", "make", "zero"}
try:
    Shape()
    assert False
except TypeError as e:
    assert "abstract" in str(e)


class Square(Shape):
    make = zero = name = None


Square.area = lambda self: 4
assert Square.__abstractmethods__ == {"area"} and abc.update_abstractmethods(Square) is Square and Square().area() == 4
before = abc.get_cache_token()
Shape.register(int)
assert issubclass(int, Shape) and isinstance(3, Shape) and abc.get_cache_token() != before
