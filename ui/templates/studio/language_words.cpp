#include "ui/templates/studio/language_words.h"

#include "model/email_choice.h"
#include "qbase/convert.h"
#include "service/email_texts.h"
#include "ui/templates/studio/property_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace audience::ui {

namespace {

const char *const kLanguages[] = {"ar", "bg", "bn", "ca", "cs", "da", "de", "de-AT", "de-CH", "el", "en", "en-GB", "en-US", "es", "es-MX", "et", "fa", "fi",
                                  "fr", "fr-CA", "fr-CH", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "nl-BE", "pl", "pt",
                                  "pt-BR", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "ur", "vi", "zh-Hans", "zh-Hant"};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(audience::ui::TranslationsPanel)
};

QString placeOf(const service::EmailText &text) {
    if (text.what == "subject")
        return Words::tr("Subject");
    if (text.what == "preheader")
        return Words::tr("Preheader");
    if (text.what == "html")
        return Words::tr("The HTML");
    if (text.what == "text")
        return Words::tr("Plain text");
    const QString kind = text.kind == "page" ? Words::tr("Email") : kindName(text.kind), property = propertyName(text.kind, text.property);
    return property.isEmpty() ? kind : QStringLiteral("%1 · %2").arg(kind, property);
}

} // namespace

QString languageName(std::string_view tag) {
    const QLocale locale(toQString(tag));
    if (locale.language() == QLocale::C)
        return toQString(tag);
    const QString name = QLocale::languageToString(locale.language());
    const QStringList parts = toQString(tag).split(QLatin1Char('-'));
    if (parts.size() < 2)
        return name;
    const bool isScript = parts[1].size() == 4;
    return QStringLiteral("%1 (%2)").arg(name, isScript ? QLocale::scriptToString(locale.script()) : QLocale::territoryToString(locale.territory()));
}

QList<PickerItem> languageItems(const QStringList &taken) {
    QList<PickerItem> items;
    for (const char *tag : kLanguages)
        if (!taken.contains(QLatin1String(tag), Qt::CaseInsensitive))
            items.append({QLatin1String(tag), languageName(tag), QLatin1String(tag), {}});
    std::sort(items.begin(), items.end(), [](const PickerItem &a, const PickerItem &b) { return a.text.localeAwareCompare(b.text) < 0; });
    return items;
}

QString languageFromTyped(const QString &typed) {
    const QString tag = toQString(model::languageTag(toUtf8(typed)));
    QStringList parts = tag.split(QLatin1Char('-'));
    const bool isWord = std::all_of(parts.first().begin(), parts.first().end(), [](QChar c) { return c.isLetter(); });
    if (tag.isEmpty() || !isWord || parts.first().size() > 3 || parts.size() > 4)
        return {};
    for (int i = 1; i < int(parts.size()); ++i)
        parts[i] = parts[i].size() == 2 ? parts[i].toUpper() : parts[i].size() == 4 ? parts[i].left(1).toUpper() + parts[i].mid(1) : parts[i];
    return parts.join(QLatin1Char('-'));
}

QVector<Wording> wordingsOf(const model::EmailContent &email, const model::EmailContent &other) {
    QVector<Wording> rows;
    for (const service::EmailText &text : service::emailTexts(email, other))
        rows.append({toQString(text.key), placeOf(text), toQString(text.original), toQString(text.words), text.isMissing(), text.isAddress});
    return rows;
}

} // namespace audience::ui
