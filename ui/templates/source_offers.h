// What an editor of emails offers at the place of writing: fields, filters and tags of Liquid, and the elements,
// attributes and styles that mail programs keep. Pure; any thread.
#pragma once

#include "ui/templates/source_editor.h"

#include <QStringList>

namespace audience::ui {

struct SourceOffers {
    enum class Kind { None, Field, Filter, LiquidTag, Element, EndTag, Attribute, Value, Style };
    Kind kind = Kind::None;
    QStringList words;
    QString typed; // of the word so far
};

// `before`: what stands before the place, the last few thousand characters of it.
SourceOffers offersAt(SourceLanguage language, const QString &before, const QStringList &fields);
// What is written for a chosen word, and how far from its end the writing goes on.
struct TakenOffer {
    QString text;
    int back = 0;
};
TakenOffer takenOffer(SourceOffers::Kind kind, const QString &word, const QString &before, const QString &after);

} // namespace audience::ui
