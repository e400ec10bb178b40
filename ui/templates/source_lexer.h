// Colours and folds of a source in QScintilla: Liquid in HTML, in MJML and in plain text, and JSON. What the pieces are
// email::paint*() says. Belongs to its editor; main thread.
#pragma once

#include "email/source_paint.h"
#include "ui/templates/source_editor.h"

// QScintilla's headers use Qt's short keywords, which are off here.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscilexercustom.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots

namespace audience::ui {

inline constexpr std::size_t kMostColoured = 512 * 1024; // bytes; a larger source is plain, or writing in it would wait

class SourceLexer final : public QsciLexerCustom {
public:
    SourceLexer(SourceLanguage language, QsciScintilla *editor);
    const char *language() const override { return "Email"; }
    QString description(int style) const override;
    void styleText(int start, int end) override;
    void textChanged() { m_isStale = true; }
    void paintTheme(const QFont &font);

private:
    void read();
    void fold(std::size_t lines);
    const SourceLanguage m_language;
    QsciScintilla *m_editor;
    email::SourcePaint m_paint;
    bool m_isStale = true;
};

} // namespace audience::ui
