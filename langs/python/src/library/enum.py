"""Enumerations."""


class auto:
    pass


class EnumType(type):
    def __new__(meta, name, bases, ns, **kw):
        cls = type.__new__(meta, name, bases, ns)
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        cls._member_names_ = []
        last = 0
        for key, value in ns.items():
            if key.startswith("_") or callable(value) or isinstance(value, (property, staticmethod, classmethod)):
                continue
            if isinstance(value, auto):
                value = last + 1
            if isinstance(value, int):
                last = value
            member = cls._value2member_map_.get(value)
            if member is None:
                member = object.__new__(cls)
                member._value_ = value
                member._name_ = key
                cls._value2member_map_[value] = member
                cls._member_names_.append(key)
            cls._member_map_[key] = member
            setattr(cls, key, member)
        return cls

    def __call__(cls, value, *more, **kw):
        member = cls._value2member_map_.get(value)
        if member is None:
            raise ValueError(repr(value) + " is not a valid " + cls.__qualname__)
        return member

    def __iter__(cls):
        for name in cls._member_names_:
            yield cls._member_map_[name]

    def __len__(cls):
        return len(cls._member_names_)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        return isinstance(value, cls) or value in cls._value2member_map_

    @property
    def __members__(cls):
        return dict(cls._member_map_)


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return "<" + type(self).__name__ + "." + self._name_ + ": " + repr(self._value_) + ">"

    def __str__(self):
        return type(self).__name__ + "." + self._name_

    def __hash__(self):
        return hash(self._name_)


def unique(cls):
    return cls
