// Spans and flows of a block document as a text document, and back. What a span has beyond text and marks (a colour,
// members of a later version) stays with its letters. Main thread.
#pragma once

#include "base/json.h"

#include <QTextCursor>
#include <QTextDocument>

namespace audience::ui {

// `isFlow`: paragraphs and lists, else one line of spans. Null is no words.
void writeSpans(QTextDocument *document, const Json &value, bool isFlow);
Json readSpans(const QTextDocument &document, bool isFlow);

void setSpanLink(QTextCursor &selection, const QString &address); // "": none
void insertSpanField(QTextCursor &cursor, const QString &liquid);

} // namespace audience::ui
