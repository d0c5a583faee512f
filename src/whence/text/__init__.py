"""Pure functions over text: canonical form, sentences, words, quotation marks, figures, dates, names, alignment."""

from whence.text.alignment import Step, align
from whence.text.canonical import blanked, canonical
from whence.text.dates import date_mentions
from whence.text.figures import figures, is_share
from whence.text.fold import fold, stem
from whence.text.kinds import behind_noun, can_speak, kind_in, kind_of, maker_kind, unbracketed
from whence.text.language import foreign, mostly_foreign, spoken
from whence.text.lexicons import languages, lexicon, lexicon_pairs, lexicons
from whence.text.likeness import name_likeness
from whence.text.meanings import meaning, one_state, senses, spelt
from whence.text.names import bare_name, is_acronym_of, proper_names, same_name
from whence.text.quotes import Quotation, goes_on, quotations, sentence_pieces
from whence.text.sentences import NOTE_MARK, paragraphs, sentences
from whence.text.wordhash import Words, gram_hashes, word_array
from whence.text.words import content_words, hearsay, plain_words, words

__all__ = [
    "NOTE_MARK",
    "Quotation",
    "Step",
    "Words",
    "align",
    "bare_name",
    "behind_noun",
    "blanked",
    "can_speak",
    "canonical",
    "content_words",
    "date_mentions",
    "figures",
    "fold",
    "foreign",
    "goes_on",
    "gram_hashes",
    "hearsay",
    "is_acronym_of",
    "is_share",
    "kind_in",
    "kind_of",
    "languages",
    "lexicon",
    "lexicon_pairs",
    "lexicons",
    "maker_kind",
    "meaning",
    "mostly_foreign",
    "name_likeness",
    "one_state",
    "paragraphs",
    "plain_words",
    "proper_names",
    "quotations",
    "same_name",
    "senses",
    "sentence_pieces",
    "sentences",
    "spelt",
    "spoken",
    "stem",
    "unbracketed",
    "word_array",
    "words",
]
