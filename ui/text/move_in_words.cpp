#include "ui/text/move_in_words.h"

#include "base/json.h"
#include "qbase/convert.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QLocale>

namespace audience::ui {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(MoveIn)
public:
    static QString kind(std::string_view kind) {
        if (kind == "people")
            return tr("people");
        if (kind == "suppressions")
            return tr("addresses never to be written to");
        if (kind == "history")
            return tr("emails of before");
        if (kind == "template")
            return tr("emails to send again");
        return kind == "known" ? tr("has no place here") : tr("not read");
    }
    static QString standing(std::string_view standing) {
        if (standing == "agreed")
            return tr("agreed to emails");
        if (standing == "implied")
            return tr("written to without a yes on record");
        if (standing == "left")
            return tr("unsubscribed");
        if (standing == "blocked")
            return tr("suppressed there");
        if (standing == "bounced")
            return tr("address does not work");
        if (standing == "complained")
            return tr("complained of spam");
        return tr("said nothing");
    }
    static QString number(std::int64_t value) { return QLocale(QLocale::English).toString(static_cast<qlonglong>(value)); }
    // What stands in a table must not end its cell.
    static QString cell(const std::string &text) {
        QString out = toQString(text);
        return out.replace(QLatin1Char('|'), QLatin1String("\\|")).replace(QLatin1Char('\n'), QLatin1Char(' '));
    }

    static QString markdown(const Json &report) {
        const Json none = Json::object();
        const Json *found = jsonMember(report, "found");
        const Json &view = found ? *found : none;
        QStringList lines{QStringLiteral("# ") + tr("Moved in from %1: %2").arg(toQString(jsonText(view, "tool_name")), toQString(jsonText(view, "label"))), {}};
        lines << tr("Finished %1.").arg(toQString(jsonText(report, "finished_at"))) << QString() << QStringLiteral("## ") + tr("What came over") << QString();
        lines << QStringLiteral("- ") + tr("People in the list \"%1\": %2 before, %3 now").arg(toQString(jsonText(view, "dataset")), number(jsonInt(report, "people_before")), number(jsonInt(report, "people_now")));
        lines << QStringLiteral("- ") + tr("Agreed to emails: %1; unsubscribed: %2").arg(number(jsonInt(report, "agreed")), number(jsonInt(report, "withdrawn")));
        lines << QStringLiteral("- ") + tr("Addresses that are never written to: %1").arg(number(jsonInt(report, "blocked")));
        lines << QStringLiteral("- ") + tr("Events of emails of before: %1; of people who are not in the list: %2").arg(number(jsonInt(report, "past_kept")), number(jsonInt(report, "past_of_strangers")));
        addTemplates(view, lines);
        addFiles(view, lines);
        addFindings(view, lines);
        return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
    }

private:
    static void addTemplates(const Json &view, QStringList &lines) {
        const Json *all = jsonMember(view, "templates");
        if (!all || all->empty())
            return;
        lines << QString() << QStringLiteral("## ") + tr("Emails") << QString() << QStringLiteral("| ") + tr("Email") + QStringLiteral(" | ") + tr("Kept as") + QStringLiteral(" | ") + tr("Places written anew") + QStringLiteral(" | ") + tr("Places left as they are") + QStringLiteral(" |")
              << QStringLiteral("|---|---|---|---|");
        for (const Json &one : *all)
            lines << QStringLiteral("| %1 | %2 | %3 | %4 |").arg(cell(jsonText(one, "name")), cell(jsonText(one, "kept_as", "-")), number(jsonInt(one, "translated")), number(jsonInt(one, "left")));
    }
    static void addFiles(const Json &view, QStringList &lines) {
        const Json *all = jsonMember(view, "files");
        if (!all || all->empty())
            return;
        lines << QString() << QStringLiteral("## ") + tr("Files") << QString() << QStringLiteral("| ") + tr("File") + QStringLiteral(" | ") + tr("What it is") + QStringLiteral(" | ") + tr("Rows") + QStringLiteral(" | ") + tr("Rows left out") + QStringLiteral(" |")
              << QStringLiteral("|---|---|---|---|");
        for (const Json &one : *all)
            lines << QStringLiteral("| %1 | %2 | %3 | %4 |").arg(cell(jsonText(one, "name")), kind(jsonText(one, "kind")), number(jsonInt(one, "rows")), number(jsonInt(one, "rejected")));
    }
    static void addFindings(const Json &view, QStringList &lines) {
        const Json *all = jsonMember(view, "findings");
        lines << QString() << QStringLiteral("## ") + tr("What did not come over, and what to look at") << QString();
        if (!all || all->empty()) {
            lines << tr("Nothing: all of it came over.");
            return;
        }
        for (const Json &one : *all) {
            std::vector<std::pair<std::string, std::string>> args;
            if (const Json *given = jsonMember(one, "args"); given && given->is_object())
                for (const auto &[name, value] : given->items())
                    if (value.is_string())
                        args.emplace_back(name, value.get<std::string>());
            const std::int64_t line = jsonInt(one, "line");
            const QString file = toQString(jsonText(one, "file"));
            const QString where = file.isEmpty() ? QString() : line > 0 ? QStringLiteral("`%1`, %2: ").arg(file, tr("line %1").arg(line)) : QStringLiteral("`%1`: ").arg(file);
            lines << QStringLiteral("- ") + where + sentence(jsonText(one, "id"), args).replace(QLatin1Char('\n'), QLatin1Char(' '));
        }
    }
};

} // namespace

QString moveInMarkdown(const Json &report) { return Words::markdown(report); }
QString moveInKindWord(std::string_view kind) { return Words::kind(kind); }
QString moveInStandingWord(std::string_view standing) { return Words::standing(standing); }

} // namespace audience::ui
