#include "ui/templates/studio/version_words.h"

#include "qbase/convert.h"
#include "ui/templates/studio/language_words.h"
#include "ui/templates/studio/property_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace audience::ui {

namespace {

using What = service::TemplateChange::What;

constexpr int kMostNamed = 3, kMostLetters = 40;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(audience::ui::VersionsPanel)
};

QString partName(const service::TemplateChange &change) {
    const QString name = toQString(change.name).simplified().left(kMostLetters);
    if (change.part == "block" || change.part == "section" || change.part == "column") {
        const QString kind = change.part == "column" ? Words::tr("Column") : change.part == "section" ? Words::tr("Section") : kindName(change.kind);
        return name.isEmpty() ? kind : Words::tr("%1 \"%2\"").arg(kind, name);
    }
    if (change.part == "translation")
        return languageName(change.language);
    if (change.part == "variant")
        return Words::tr("Variant %1").arg(toQString(change.variant));
    if (change.part == "link")
        return Words::tr("Link parameter %1").arg(name);
    return change.part == "name"        ? Words::tr("Name")
           : change.part == "subject"   ? Words::tr("Subject")
           : change.part == "preheader" ? Words::tr("Preheader")
           : change.part == "html"      ? Words::tr("HTML")
           : change.part == "text"      ? Words::tr("Plain text")
           : change.part == "missing"   ? Words::tr("Where a value is missing")
           : change.part == "language"  ? Words::tr("Language")
           : change.part == "body"      ? Words::tr("Body")
                                        : Words::tr("The whole email");
}

QString happened(const service::TemplateChange &change) {
    switch (change.what) {
    case What::Added: return Words::tr("added");
    case What::Removed: return Words::tr("removed");
    case What::Moved: return Words::tr("moved");
    case What::Changed: break;
    }
    if (change.part == "body")
        return change.after == "blocks" ? Words::tr("made of blocks now") : Words::tr("HTML by hand now");
    if (change.isWords)
        return Words::tr("words changed");
    QStringList properties;
    for (const std::string &property : change.properties)
        if (const QString name = propertyName(change.kind, property); !name.isEmpty() && !properties.contains(name))
            properties << name;
    return properties.isEmpty() ? Words::tr("changed") : Words::tr("%1 changed").arg(properties.mid(0, kMostNamed).join(QStringLiteral(", ")));
}

} // namespace

QString changeWords(const service::TemplateChange &change, bool withPlace) {
    const QString words = QStringLiteral("%1: %2").arg(partName(change), happened(change));
    const bool isWhole = change.part == "translation" || change.part == "variant";
    if (!withPlace || isWhole || (change.language.empty() && change.variant.empty()))
        return words;
    return QStringLiteral("%1 · %2").arg(change.language.empty() ? Words::tr("Variant %1").arg(toQString(change.variant)) : languageName(change.language), words);
}

QString summaryOf(const std::vector<service::TemplateChange> &changes) {
    QStringList words;
    for (const auto &change : changes)
        if (words.size() < kMostNamed)
            words << changeWords(change);
    const int more = int(changes.size()) - int(words.size());
    const QString named = words.join(QStringLiteral("; "));
    return more > 0 ? Words::tr("%1 and %Ln more", nullptr, more).arg(named) : named;
}

} // namespace audience::ui
