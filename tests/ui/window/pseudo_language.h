// A language in which every text of the window is 40 % longer than in English and full of accents:
// "[Öpén thé démö shöp ~~~~~~]". What does not fit in it will not fit in German.
#pragma once

#include <QTranslator>

namespace audience::test {

class PseudoLanguage final : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override {
        const QString text = QString::fromUtf8(source);
        QString words;
        int letters = 0;
        for (qsizetype i = 0; i < text.size(); ++i) {
            // %1, %n, {name} and tags stay what they are.
            const QChar c = text[i];
            const qsizetype end = c == QLatin1Char('%')   ? i + 1
                                  : c == QLatin1Char('{') ? text.indexOf(QLatin1Char('}'), i)
                                  : c == QLatin1Char('<') ? text.indexOf(QLatin1Char('>'), i)
                                                          : -1;
            if (end > i && end < text.size()) {
                words += text.mid(i, end - i + 1);
                i = end;
                continue;
            }
            letters += c.isLetter() ? 1 : 0;
            words += accented(c);
        }
        if (letters == 0)
            return text; // "%1 %2" is no text
        // Words of six letters, as a language would have them.
        QString more;
        for (int i = 0; i < (text.size() * 4 + 9) / 10; ++i)
            more += i % 7 == 0 ? QLatin1Char(' ') : QChar(0xE5);
        return QLatin1Char('[') + words + more + QLatin1Char(']');
    }

private:
    static QChar accented(QChar c) {
        constexpr char16_t kFrom[] = u"aeiounycAEIOUNYC", kTo[] = u"áéîöüñýçÁÉÎÖÜÑÝÇ";
        for (int i = 0; kFrom[i]; ++i)
            if (c == kFrom[i])
                return kTo[i];
        return c;
    }
};

} // namespace audience::test
