// Patterns in the words of POSIX, read by a POSIX engine (the standard library's, character by character and byte by
// byte), must occur where RE2 says that the original occurs; what has no exact words must be refused.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/rng.h"
#include "engine/pattern.h"
#include "sql/portable_pattern.h"
#endif
#include "support/test_main.h"

#include <QString>
#include <QTest>

#include <regex>

namespace audience::test {

namespace {

using sql::PatternWords;

class PatternMaker {
public:
    explicit PatternMaker(Rng &rng) : m_rng(rng) {}
    std::string make(int depth = 2) {
        std::string all;
        for (std::uint64_t choices = 1 + (m_rng.chance(0.2) ? 1 : 0); choices > 0; --choices) {
            for (std::uint64_t i = 1 + m_rng.below(3); i > 0; --i)
                all += piece(depth);
            all += choices > 1 ? "|" : "";
        }
        return all;
    }
    std::string text() {
        std::string all;
        for (std::uint64_t i = m_rng.below(9); i > 0; --i)
            all += pick({"a", "b", "k", "K", "ö", "ü", "€", "0", "7", " ", "-", "]", "^", ".", "\\", "@", "\n", "\u212A", "x"});
        return all;
    }

private:
    std::string pick(std::initializer_list<const char *> list) { return list.begin()[m_rng.below(list.size())]; }
    std::string piece(int depth) {
        if (m_rng.chance(0.12))
            return pick({"^", "$", "\\A", "\\z"});
        const std::string atom = depth > 0 && m_rng.chance(0.25) ? pick({"(", "(?:", "(?i:"}) + make(depth - 1) + ')'
                                                                 : pick({"a", "b", "k", "x", "ö", "€", "0", ".", "\\.", "\\d", "\\D", "\\s", "\\w", "[ab]", "[^ab]",
                                                                         "[a-k]", "[^\\n0-9]", "[öü]", "[\\]^-]", "[-a\\\\]", "[^-^]", "@", "\\^", " ", "[^ö]"});
        return atom + (m_rng.chance(0.5) ? "" : pick({"*", "+", "?", "{2}", "{1,3}", "{0,2}", "+?", "*?"}));
    }
    Rng &m_rng;
};

} // namespace

class PortablePatternTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void meansTheSame_data() {
        QTest::addColumn<bool>("bytes");
        QTest::newRow("characters") << false;
        QTest::newRow("bytes") << true;
    }
    void meansTheSame() {
        QFETCH(bool, bytes);
        SeededRng rng(4'217);
        PatternMaker maker(rng);
        int said = 0, matched = 0;
        for (int i = 0; i < 3'000; ++i) {
            const std::string pattern = maker.make();
            const bool ignoreCase = rng.chance(0.2);
            const auto words = sql::portablePattern(pattern, ignoreCase, bytes ? PatternWords::PosixBytes : PatternWords::Posix);
            if (!words)
                continue;
            ++said;
            const auto re2 = engine::Pattern::compile(pattern, ignoreCase);
            QVERIFY2(re2, pattern.c_str());
            const std::regex byBytes(bytes ? *words : std::string("a"), std::regex::extended);
            const std::wregex byCharacters(bytes ? L"a" : QString::fromStdString(*words).toStdWString(), std::regex::extended);
            for (int t = 0; t < 12; ++t) {
                const std::string text = maker.text();
                const bool occurs = bytes ? std::regex_search(text, byBytes) : std::regex_search(QString::fromStdString(text).toStdWString(), byCharacters);
                QVERIFY2(re2->occursIn(text) == occurs, (pattern + "\nas " + *words + "\nin \"" + text + (occurs ? "\" only there" : "\" only here")).c_str());
                matched += occurs;
            }
        }
        QVERIFY2(said > 500 && matched > 1'000, qPrintable(QStringLiteral("%1 said, %2 matched").arg(said).arg(matched)));
    }

    void words_data() {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("characters"); // "": refused
        QTest::addColumn<QString>("bytes");
        const auto row = [](const char *pattern, const char *characters, const char *bytes) {
            QTest::newRow(pattern) << QString::fromUtf8(pattern) << QString::fromUtf8(characters) << QString::fromUtf8(bytes);
        };
        row("^[0-2]+@x\\.org$", "^[012]+@x\\.org$", "^[012]+@x\\.org$");
        row("(?:a|b){2,3}c", "(a|b){2,3}c", "(a|b){2,3}c");
        row("^.{3}$", "^[^\n]{3}$", "");
        row("^[^@]+@[^@]+$", "^[^@]+@[^@]+$", "^[^@]+@[^@]+$");
        row("a.*b", "a[^\n]*b", "a[^\n]*b");
        row(".+.+", "[^\n]+[^\n]+", "");
        row("ö+", "ö+", "(ö)+");
        row("[öa]", "[öa]", "([a]|ö)");
        row("[\\]\\\\-]", "([-]|\\\\|])", "([-]|\\\\|])");
        row("(?i)k", "[\u212AKk]", "([Kk]|\u212A)");
        row("a*", "", "");    // the empty text
        row("^$", "", "");
        row("(a|)", "", "");  // an empty choice
        row("\\bx", "", "");  // what a word is
        row("[ä-ü]", "", ""); // an order of letters
        row("[^\\]]x", "", "");
    }
    void words() {
        QFETCH(QString, pattern);
        QFETCH(QString, characters);
        QFETCH(QString, bytes);
        const auto in = [&](PatternWords words) { return QString::fromStdString(sql::portablePattern(pattern.toStdString(), false, words).value_or("")); };
        QCOMPARE(in(PatternWords::Posix), characters);
        QCOMPARE(in(PatternWords::PosixBytes), bytes);
    }
};

} // namespace audience::test

using audience::test::PortablePatternTest;
AUDIENCE_TEST(PortablePatternTest)
#include "portable_pattern_test.moc"
