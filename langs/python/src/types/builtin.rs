//! The builtin classes: one list of names and bases, in the order in which they are made.

use crate::roots::CLASSES;
use trackway::{Gc, Machine, Value};

macro_rules! classes {
    ($( $name:ident $text:literal $base:ident ),* $(,)?) => {
        /// A builtin class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Cls { $($name),* }

        impl Cls {
            /// Every builtin class; bases come before subclasses.
            pub const ALL: &'static [(Cls, &'static str, Cls)] = &[$((Cls::$name, $text, Cls::$base)),*];
        }
    };
}

classes! {
    Object "object" Object, Type "type" Object,
    NoneType "NoneType" Object, NotImplementedType "NotImplementedType" Object, EllipsisType "ellipsis" Object,
    Int "int" Object, Bool "bool" Int, Float "float" Object, Complex "complex" Object,
    Str "str" Object, Bytes "bytes" Object, ByteArray "bytearray" Object, MemoryView "memoryview" Object,
    Tuple "tuple" Object, List "list" Object, Dict "dict" Object,
    Set "set" Object, FrozenSet "frozenset" Object, Range "range" Object, Slice "slice" Object,
    Function "function" Object, Builtin "builtin_function_or_method" Object, Method "method" Object,
    MethodDescriptor "method_descriptor" Object, WrapperDescriptor "wrapper_descriptor" Object,
    MethodWrapper "method-wrapper" Object, GetSetDescriptor "getset_descriptor" Object,
    MemberDescriptor "member_descriptor" Object, ClassMethodDescriptor "classmethod_descriptor" Object,
    Frame "frame" Object, Capsule "PyCapsule" Object,
    Module "module" Object, Generator "generator" Object, Cell "cell" Object, Code "code" Object,
    Traceback "traceback" Object, Property "property" Object, StaticMethod "staticmethod" Object,
    ClassMethod "classmethod" Object, Super "super" Object, MappingProxy "mappingproxy" Object,
    RangeIter "range_iterator" Object, ListIter "list_iterator" Object, TupleIter "tuple_iterator" Object,
    StrIter "str_iterator" Object, KeyIter "dict_keyiterator" Object, ValueIter "dict_valueiterator" Object,
    ItemIter "dict_itemiterator" Object, SetIter "set_iterator" Object,
    DictKeys "dict_keys" Object, DictValues "dict_values" Object, DictItems "dict_items" Object,
    Iterator "iterator" Object, CallableIterator "callable_iterator" Object,
    Map "map" Object, Filter "filter" Object, Zip "zip" Object, Enumerate "enumerate" Object,
    Reversed "reversed" Object, Coroutine "coroutine" Object, CoroutineWrapper "coroutine_wrapper" Object,
    LongRangeIter "longrange_iterator" Object, BytesIter "bytes_iterator" Object,
    ByteArrayIter "bytearray_iterator" Object, ListReverseIter "list_reverseiterator" Object,
    KeyReverseIter "dict_reversekeyiterator" Object, ValueReverseIter "dict_reversevalueiterator" Object,
    ItemReverseIter "dict_reverseitemiterator" Object,
    AsyncGenerator "async_generator" Object, AsyncSend "async_generator_asend" Object,
    AsyncThrow "async_generator_athrow" Object, AsyncValue "async_generator_wrapped_value" Object, Stream "TextIOWrapper" Object,
    Pattern "Pattern" Object, Match "Match" Object,
    Array "array" Object, ArrayIter "arrayiterator" Object, Ring "deque" Object, RingIter "_deque_iterator" Object,
    BaseException "BaseException" Object, Exception "Exception" BaseException,
    GeneratorExit "GeneratorExit" BaseException, KeyboardInterrupt "KeyboardInterrupt" BaseException,
    SystemExit "SystemExit" BaseException, BaseExceptionGroup "BaseExceptionGroup" BaseException,
    ArithmeticError "ArithmeticError" Exception, FloatingPointError "FloatingPointError" ArithmeticError,
    OverflowError "OverflowError" ArithmeticError, ZeroDivisionError "ZeroDivisionError" ArithmeticError,
    AssertionError "AssertionError" Exception, AttributeError "AttributeError" Exception,
    BufferError "BufferError" Exception, EOFError "EOFError" Exception, ImportError "ImportError" Exception,
    ModuleNotFoundError "ModuleNotFoundError" ImportError, LookupError "LookupError" Exception,
    IndexError "IndexError" LookupError, KeyError "KeyError" LookupError, MemoryError "MemoryError" Exception,
    NameError "NameError" Exception, UnboundLocalError "UnboundLocalError" NameError,
    OSError "OSError" Exception, BlockingIOError "BlockingIOError" OSError,
    ChildProcessError "ChildProcessError" OSError, ConnectionError "ConnectionError" OSError,
    FileExistsError "FileExistsError" OSError, FileNotFoundError "FileNotFoundError" OSError,
    InterruptedError "InterruptedError" OSError, IsADirectoryError "IsADirectoryError" OSError,
    NotADirectoryError "NotADirectoryError" OSError, PermissionError "PermissionError" OSError,
    ProcessLookupError "ProcessLookupError" OSError, TimeoutError "TimeoutError" OSError,
    ReferenceError "ReferenceError" Exception, RuntimeError "RuntimeError" Exception,
    NotImplementedError "NotImplementedError" RuntimeError, RecursionError "RecursionError" RuntimeError,
    StopIteration "StopIteration" Exception, StopAsyncIteration "StopAsyncIteration" Exception,
    SyntaxError "SyntaxError" Exception, IndentationError "IndentationError" SyntaxError,
    TabError "TabError" IndentationError, IncompleteInput "_IncompleteInputError" SyntaxError, SystemError "SystemError" Exception, TypeError "TypeError" Exception,
    ValueError "ValueError" Exception, UnicodeError "UnicodeError" ValueError,
    UnicodeDecodeError "UnicodeDecodeError" UnicodeError, UnicodeEncodeError "UnicodeEncodeError" UnicodeError,
    Warning "Warning" Exception, DeprecationWarning "DeprecationWarning" Warning,
    RuntimeWarning "RuntimeWarning" Warning, SyntaxWarning "SyntaxWarning" Warning,
    UserWarning "UserWarning" Warning, FutureWarning "FutureWarning" Warning,
    PendingDeprecationWarning "PendingDeprecationWarning" Warning, ImportWarning "ImportWarning" Warning,
    UnicodeWarning "UnicodeWarning" Warning, BytesWarning "BytesWarning" Warning,
    ResourceWarning "ResourceWarning" Warning, EncodingWarning "EncodingWarning" Warning,
    UnicodeTranslateError "UnicodeTranslateError" UnicodeError,
    BrokenPipeError "BrokenPipeError" ConnectionError, ConnectionAbortedError "ConnectionAbortedError" ConnectionError,
    ConnectionRefusedError "ConnectionRefusedError" ConnectionError,
    ConnectionResetError "ConnectionResetError" ConnectionError,
    PythonFinalizationError "PythonFinalizationError" RuntimeError,
    // Its second base is Exception; see `start`.
    ExceptionGroup "ExceptionGroup" BaseExceptionGroup,
}

impl Cls {
    pub fn name(self) -> &'static str {
        Cls::ALL[self as usize].1
    }

    /// The class object.
    #[inline(always)]
    pub fn word(self, machine: &Machine) -> Value {
        machine.root(CLASSES + self as usize)
    }

    /// Where the class object is among the machine's roots.
    pub const fn root(self) -> usize {
        CLASSES + self as usize
    }

    /// The class object.
    #[inline]
    pub fn gc(self, machine: &Machine) -> Gc<super::class::Class> {
        self.word(machine).cast().expect("a class")
    }
}
