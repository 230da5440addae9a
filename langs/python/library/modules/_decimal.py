# decimal's names. The classes are made once, however often this is imported anew.

from _decimal_classes import *
from _decimal_classes import __all__, __libmpdec_version__, __version__
