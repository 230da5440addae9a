# The script's own name has its folder in front.
import os
import sys
import traceback

print(os.path.isabs(__file__), os.path.basename(__file__), os.path.basename(sys.argv[0]))
# expect: True frame_names.py frame_names.py


def f():
    raise ValueError


print(f.__code__.co_filename == __file__)  # expect: True
try:
    f()
except ValueError as e:
    print(traceback.extract_tb(e.__traceback__)[0].filename == __file__)  # expect: True
