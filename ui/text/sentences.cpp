#include "ui/text/sentences.h"

#include "qbase/convert.h"

#include <QCoreApplication>
#include <QHash>
#include <QtGlobal>

namespace audience::ui {

namespace {

struct Entry {
    const char *id;
    const char *text;
};

// {name} is replaced by the argument of that name. One sentence or two: what is wrong, what to do.
constexpr Entry kSentences[] = {
#include "ui/text/sentences.inc"
};

const QHash<QByteArray, const char *> &table() {
    static const QHash<QByteArray, const char *> sentences = [] {
        QHash<QByteArray, const char *> map;
        for (const Entry &entry : kSentences)
            map.insert(entry.id, entry.text);
        return map;
    }();
    return sentences;
}

QByteArray keyOf(std::string_view id) {
    return QByteArray(id.data(), static_cast<qsizetype>(id.size()));
}

} // namespace

bool hasSentence(std::string_view id) {
    return table().contains(keyOf(id));
}

QStringList knownSentenceIds() {
    QStringList ids;
    for (const Entry &entry : kSentences)
        ids << QString::fromLatin1(entry.id);
    return ids;
}

QString sentence(std::string_view id,
                 const std::vector<std::pair<std::string, std::string>> &args) {
    const char *text = table().value(keyOf(id));
    if (!text) {
        QString words = toQString(id);
        for (const auto &[name, value] : args)
            words += QStringLiteral(" %1=%2").arg(toQString(name), toQString(value));
        return words;
    }
    QString words = QCoreApplication::translate("Sentences", text);
    for (const auto &[name, value] : args)
        words.replace(QLatin1Char('{') + toQString(name) + QLatin1Char('}'), toQString(value));
    return words;
}

QString sentence(const Error &error) {
    auto args = error.args;
    args.emplace_back("detail", error.detail);
    return sentence(error.id, args);
}

} // namespace audience::ui
