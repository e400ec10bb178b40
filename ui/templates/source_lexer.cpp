#include "ui/templates/source_lexer.h"

#include "email/css_colour.h"
#include "ui/kit/theme.h"

#include <algorithm>
#include <array>
#include <string>

namespace audience::ui {

using email::SourceStyle;

namespace {

constexpr int kStyles = int(SourceStyle::Value) + 1;

QColor inkOf(SourceStyle style) {
    const Tokens &t = tokens();
    switch (style) {
    case SourceStyle::Text:
        return t.text;
    case SourceStyle::Tag:
        return t.accent;
    case SourceStyle::Attribute:
        return t.data[2];
    case SourceStyle::String:
    case SourceStyle::Css:
        return t.secondary;
    case SourceStyle::Entity:
    case SourceStyle::LiquidTag:
        return t.data[1];
    case SourceStyle::Comment:
        return t.tertiary;
    case SourceStyle::Output:
    case SourceStyle::Value:
        return t.data[3];
    case SourceStyle::LiquidString:
        return t.good;
    case SourceStyle::Filter:
        return t.data[4];
    }
    return t.text;
}

// As much of the colour as can be read on the paper; the rest is that of the words.
QColor legible(const QColor &ink) {
    const auto rgb = [](const QColor &colour) { return email::Rgb{std::uint8_t(colour.red()), std::uint8_t(colour.green()), std::uint8_t(colour.blue())}; };
    const QColor words = tokens().text;
    QColor mixed = ink;
    for (int share = 0; share <= 100 && email::contrast(rgb(mixed), rgb(tokens().surface)) < 4.5; share += 5)
        mixed = QColor((ink.red() * (100 - share) + words.red() * share) / 100, (ink.green() * (100 - share) + words.green() * share) / 100,
                       (ink.blue() * (100 - share) + words.blue() * share) / 100);
    return mixed;
}

} // namespace

SourceLexer::SourceLexer(SourceLanguage language, QsciScintilla *editor) : QsciLexerCustom(editor), m_language(language), m_editor(editor) {}

QString SourceLexer::description(int style) const {
    return style >= 0 && style < kStyles ? QStringLiteral("style %1").arg(style) : QString();
}

void SourceLexer::paintTheme(const QFont &font) {
    const Tokens &t = tokens();
    setDefaultPaper(t.surface);
    setDefaultColor(t.text);
    setDefaultFont(font);
    for (int style = 0; style < kStyles; ++style) {
        setPaper(t.surface, style);
        setColor(legible(inkOf(SourceStyle(style))), style);
        setFont(font, style);
    }
}

void SourceLexer::read() {
    const auto size = static_cast<std::size_t>(m_editor->SendScintilla(QsciScintilla::SCI_GETLENGTH));
    if (size > kMostColoured) {
        m_paint = {};
        m_isStale = false;
        return fold(static_cast<std::size_t>(m_editor->SendScintilla(QsciScintilla::SCI_GETLINECOUNT)));
    }
    const auto *text = static_cast<const char *>(m_editor->SendScintillaPtrResult(QsciScintilla::SCI_GETCHARACTERPOINTER));
    const std::string_view source(text ? text : "", text ? size : 0);
    m_paint = m_language == SourceLanguage::Json ? email::paintJson(source) : m_language == SourceLanguage::Text ? email::paintText(source) : email::paintHtml(source);
    m_isStale = false;
    fold(static_cast<std::size_t>(m_editor->SendScintilla(QsciScintilla::SCI_GETLINECOUNT)));
}

void SourceLexer::fold(std::size_t lines) {
    std::vector<int> change(lines + 1, 0);
    for (const email::SourceFold &one : m_paint.folds)
        if (one.last <= lines) {
            ++change[one.first + 1];
            --change[one.last];
        }
    int depth = 0;
    for (std::size_t line = 0; line < lines; ++line) {
        depth += change[line];
        const bool isHead = line + 1 < lines && change[line + 1] > 0;
        const long level = (QsciScintilla::SC_FOLDLEVELBASE + std::min(depth, 1000)) | (isHead ? long(QsciScintilla::SC_FOLDLEVELHEADERFLAG) : 0L);
        if (m_editor->SendScintilla(QsciScintilla::SCI_GETFOLDLEVEL, static_cast<unsigned long>(line)) != level)
            m_editor->SendScintilla(QsciScintilla::SCI_SETFOLDLEVEL, static_cast<unsigned long>(line), level);
    }
}

void SourceLexer::styleText(int start, int end) {
    if (m_isStale)
        read();
    const auto from = static_cast<std::size_t>(std::max(start, 0)), to = static_cast<std::size_t>(std::max(end, 0));
    startStyling(start);
    // All at once: the editor looks at its whole picture after each call.
    std::string styles(to > from ? to - from : 0, char(SourceStyle::Text));
    auto token = std::upper_bound(m_paint.tokens.begin(), m_paint.tokens.end(), from, [](std::size_t at, const email::SourceToken &one) { return at < one.at + one.size; });
    for (; token != m_paint.tokens.end() && token->at < to; ++token) {
        const std::size_t first = std::max(token->at, from), last = std::min(token->at + token->size, to);
        std::fill(styles.begin() + std::ptrdiff_t(first - from), styles.begin() + std::ptrdiff_t(last - from), char(token->style));
    }
    m_editor->SendScintilla(QsciScintilla::SCI_SETSTYLINGEX, static_cast<unsigned long>(styles.size()), styles.data());
}

} // namespace audience::ui
