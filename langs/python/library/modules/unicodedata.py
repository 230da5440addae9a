# The database of Unicode 3.2, by which internationalized domain names are prepared.

import unicodedata


class UCD:
    # The database as of today stands for it: characters that later versions have added count as assigned.
    __module__ = "unicodedata"
    unidata_version = "3.2.0"

    def __getattribute__(self, name):
        if name in ("unidata_version", "__class__"):
            return object.__getattribute__(self, name)
        return getattr(unicodedata, name)


ucd_3_2_0 = UCD()
