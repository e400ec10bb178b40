// What languages are called, and the texts of an email as the rows of a table. Stateless, main thread.
#pragma once

#include "model/email_template.h"
#include "ui/kit/picker.h"
#include "ui/templates/studio/wordings_view.h"

namespace audience::ui {

QString languageName(std::string_view tag); // "German (Austria)"; of an unknown one the tag
// The languages that people mostly write in, without those in `taken`; the id is the tag.
QList<PickerItem> languageItems(const QStringList &taken);
// What was typed as a tag: "de_at" is "de-AT"; empty where it is none.
QString languageFromTyped(const QString &typed);
// "Subject", "Button · words"
QVector<Wording> wordingsOf(const model::EmailContent &email, const model::EmailContent &other);

} // namespace audience::ui
