#include "ui/text/sentences.h"

#include "qbase/convert.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace audience::ui {

namespace {

struct Entry {
    const char *id;
    const char *text;
};

// {name} is replaced by the argument of that name; %Ln by the argument "count", in the words for one or for many. One sentence or two: what is wrong, what to do.
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

bool isCount(const std::string &name) {
    static constexpr std::array<std::string_view, 8> kCounts{"accepted", "attempts", "audience", "bytes", "count", "orders", "reachable", "rows"};
    return std::find(kCounts.begin(), kCounts.end(), name) != kCounts.end();
}

// "1472" as "1,472", the way of the language; what is no whole number stays as it is.
QString grouped(const QString &text) {
    bool isNumber = false;
    const qlonglong number = text.toLongLong(&isNumber);
    return isNumber ? QLocale().toString(number) : text;
}

MomentWords &momentWordsHere() {
    static MomentWords words = nullptr;
    return words;
}

// "2026-11-22T08:35:11Z" as the program says it; what is no moment stays as it is.
QString momentOf(const QString &text) {
    static const QRegularExpression moment(QStringLiteral("^(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2})[0-9:.]*Z$"));
    const QRegularExpressionMatch match = moment.match(text);
    if (!match.hasMatch())
        return text;
    return momentWordsHere() ? momentWordsHere()(text) : QStringLiteral("%1 %2 UTC").arg(match.captured(1), match.captured(2));
}

// In one pass, so that braces in a value stay as they are; an argument that is not known becomes an
// ellipsis.
QString filledIn(const QString &text, const std::vector<std::pair<std::string, std::string>> &args) {
    static const QRegularExpression placeholder(QStringLiteral("\\{([a-z_]+)\\}"));
    QString words;
    qsizetype from = 0;
    for (auto found = placeholder.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const std::string name = toUtf8(match.captured(1));
        const auto it = std::find_if(args.begin(), args.end(),
                                     [&](const auto &arg) { return arg.first == name; });
        words += text.mid(from, match.capturedStart() - from);
        words += it == args.end() ? QStringLiteral("\u2026")
                 : isCount(name)  ? grouped(toQString(it->second))
                 : name == "at"   ? momentOf(toQString(it->second))
                 : name == "kind" ? definitionWord(it->second)
                                  : toQString(it->second);
        from = match.capturedEnd();
    }
    return words + text.mid(from);
}

QByteArray keyOf(std::string_view id) {
    return QByteArray(id.data(), static_cast<qsizetype>(id.size()));
}

} // namespace

void setMomentWords(MomentWords words) {
    momentWordsHere() = words;
}

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
    const auto count = std::find_if(args.begin(), args.end(), [](const auto &arg) { return arg.first == "count"; });
    const bool isCounted = std::strstr(text, "%Ln") != nullptr;
    const int many = isCounted && count != args.end() ? toQString(count->second).toInt() : isCounted ? 0 : -1;
    return filledIn(QCoreApplication::translate("Sentences", text, nullptr, many), args);
}

QString sentence(const Error &error) {
    auto args = error.args;
    args.emplace_back("detail", error.detail);
    return sentence(error.id, args);
}

namespace {

// Takes " name=value" off the end of a reason.
std::string takeArgument(std::string_view &reason, std::string_view mark) {
    const auto at = reason.find(mark);
    if (at == std::string_view::npos)
        return {};
    std::string value(reason.substr(at + mark.size()));
    reason = reason.substr(0, at);
    return value;
}

} // namespace

QString pauseSentence(std::string_view reason) {
    const std::string email = takeArgument(reason, " template=");
    const std::string field = takeArgument(reason, " field=");
    std::vector<std::pair<std::string, std::string>> args;
    if (!field.empty())
        args.emplace_back("field", field);
    const QString why = sentence(reason, args);
    return email.empty() ? why : sentence("campaign.template_stopped", {{"template", email}, {"why", toUtf8(why)}});
}

QString reasonText(std::string_view reason) {
    const std::string own = "reason." + std::string(reason);
    if (const std::string_view reply = "smtp."; reason.substr(0, reply.size()) == reply && !hasSentence(reason))
        return sentence("reason.mail_server_said", {{"code", std::string(reason.substr(reply.size()))}});
    return hasSentence(own) ? sentence(own, {}) : pauseSentence(reason);
}

} // namespace audience::ui
