// The rows that say what is followed of an email: opens, clicks, and what its links tell your own web statistics.
#include "qbase/convert.h"
#include "ui/campaigns/plan_options.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QUrl>
#include <QUrlQuery>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace audience::ui {

namespace {

constexpr int kLabel = 104;

// In the order in which they are usually written.
struct Mark {
    const char *key, *objectName, *example;
};
constexpr std::array kMarks{Mark{"utm_source", "planUtmSource", "newsletter"}, Mark{"utm_medium", "planUtmMedium", "email"}, Mark{"utm_campaign", "planUtmCampaign", "spring-sale"},
                            Mark{"utm_term", "planUtmTerm", "running-shoes"}, Mark{"utm_content", "planUtmContent", "top-picture"}};

// A name as it stands in a link: "Warm things, for short days" as "warm-things-for-short-days".
QString slugOf(const QString &name) {
    static const QRegularExpression other(QStringLiteral("[^\\p{L}\\p{N}]+"));
    QString slug = name.toLower().replace(other, QStringLiteral("-"));
    while (slug.startsWith(QLatin1Char('-')))
        slug.remove(0, 1);
    while (slug.endsWith(QLatin1Char('-')))
        slug.chop(1);
    return slug.left(100);
}

} // namespace

void PlanOptions::addReading(QWidget *group) {
    addRow(
        group, "planNoOpens", tr("Do not count who opens it"), [this] { return !m_plan.followOpens; }, [](Plan &plan, bool on) { plan.followOpens = !on; });
    addRow(
        group, "planNoClicks", tr("Do not count who clicks"), [this] { return !m_plan.followClicks; }, [](Plan &plan, bool on) { plan.followClicks = !on; });
    addRow(
        group, "planInBrowser", tr("Publish a copy to read in the browser"), [this] { return m_plan.viewInBrowser; }, [](Plan &plan, bool on) { plan.viewInBrowser = on; })
        ->setToolTip(tr("Needs the public corner, which is made under Connections"));
    addMarks(group);
}

void PlanOptions::addMarks(QWidget *group) {
    auto *row = addRow(
        group, "planUtm", tr("Mark the links for your web statistics (UTM)"), [this] { return !m_plan.utm.empty(); },
        [this](Plan &plan, bool on) {
            plan.utm.clear();
            if (!on)
                return;
            plan.utm = {{"utm_source", kMarks[0].example}, {"utm_medium", kMarks[1].example}};
            if (const QString slug = slugOf(m_campaign); !slug.isEmpty())
                plan.utm.emplace("utm_campaign", toUtf8(slug));
        });
    auto *form = new QWidget(group);
    form->setObjectName(QStringLiteral("planUtmForm"));
    auto *rows = new QVBoxLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::kSmall);
    const std::array names{tr("Source"), tr("Medium"), tr("Campaign"), tr("Term"), tr("Content")};
    for (std::size_t i = 0; i < kMarks.size(); ++i)
        rows->addLayout(makeMark(form, row->words(), kMarks[i].key, QLatin1String(kMarks[i].objectName), names[i], QLatin1String(kMarks[i].example)));
    m_moreMarks = new QWidget(form); // from a file or the command line, such as utm_id
    auto *more = new QVBoxLayout(m_moreMarks);
    more->setContentsMargins(0, 0, 0, 0);
    more->setSpacing(space::kSmall);
    rows->addWidget(m_moreMarks);
    m_marked = makeLabel({}, "secondary", form);
    m_marked->setObjectName(QStringLiteral("planUtmLink"));
    m_marked->setWordWrap(true);
    m_marked->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rows->addWidget(m_marked);
    group->layout()->addWidget(form);
    m_refreshers.push_back([this, form, words = row->words()] {
        showMoreMarks(words);
        form->setProperty("isOn", !m_plan.utm.empty());
        form->setProperty("isPart", true);
        showLink();
    });
}

// A line of a name and what the links say under it; the last one that is emptied takes the row with it.
QLayout *PlanOptions::makeMark(QWidget *form, const QString &words, const std::string &key, const QString &objectName, const QString &name, const QString &example) {
    auto *edit = new QLineEdit(form);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(example);
    edit->setMaxLength(200);
    auto *line = makeRow();
    auto *label = makeLabel(name, "secondary", form);
    label->setBuddy(edit);
    label->setMinimumWidth(kLabel); // under the labels of the card
    line->addWidget(label);
    line->addWidget(edit, 1);
    connect(edit, &QLineEdit::textEdited, this, [this, key, words](const QString &typed) {
        this->edit(words, [&](Plan &plan) {
            if (typed.trimmed().isEmpty())
                plan.utm.erase(key);
            else
                plan.utm[key] = toUtf8(typed.trimmed());
        });
    });
    m_markEdits[key] = edit;
    return line;
}

// Those that have no line of their own; one that is being written in stays.
void PlanOptions::showMoreMarks(const QString &words) {
    const auto isUsual = [](const std::string &key) { return std::any_of(kMarks.begin(), kMarks.end(), [&](const Mark &mark) { return key == mark.key; }); };
    bool isSame = true;
    for (const auto &[key, value] : m_plan.utm)
        isSame = isSame && m_markEdits.count(key) > 0;
    for (const auto &[key, edit] : m_markEdits)
        isSame = isSame && (isUsual(key) || m_plan.utm.count(key) > 0 || edit->hasFocus());
    if (!isSame) {
        std::erase_if(m_markEdits, [&](const auto &one) { return !isUsual(one.first); });
        clearLayout(m_moreMarks->layout());
        for (const auto &[key, value] : m_plan.utm)
            if (!isUsual(key)) {
                auto *line = new QWidget(m_moreMarks);
                line->setLayout(makeMark(line, words, key, QStringLiteral("planMark_") + toQString(key), toQString(key), {}));
                m_moreMarks->layout()->addWidget(line);
            }
    }
    m_moreMarks->setVisible(m_markEdits.size() > kMarks.size());
    for (const auto &[key, edit] : m_markEdits) {
        const auto found = m_plan.utm.find(key);
        const QString text = found == m_plan.utm.end() ? QString() : toQString(found->second);
        if (edit->text().trimmed() != text)
            edit->setText(text);
    }
}

void PlanOptions::setLinks(const QString &campaign, const QString &link) {
    m_campaign = campaign;
    m_link = link;
    showLink();
}

// A link of the email as a reader's browser sees it.
void PlanOptions::showLink() {
    QUrl url(m_link.isEmpty() ? QStringLiteral("https://example.com/") : m_link);
    QUrlQuery query(url);
    const auto add = [&query](const std::string &key, const std::string &value) {
        query.removeAllQueryItems(toQString(key));
        query.addQueryItem(toQString(key), QString::fromLatin1(QUrl::toPercentEncoding(toQString(value))));
    };
    std::map<std::string, std::string> others = m_plan.utm;
    for (const Mark &mark : kMarks)
        if (const auto found = others.extract(mark.key))
            add(found.key(), found.mapped());
    for (const auto &[key, value] : others)
        add(key, value);
    url.setQuery(query);
    // A link has no spaces to break at.
    QString shown = url.toString(QUrl::FullyEncoded);
    for (const QChar after : {QLatin1Char('/'), QLatin1Char('?'), QLatin1Char('&')})
        shown.replace(after, QString(after) + QChar(0x200b));
    m_marked->setText(tr("A link then reads: %1").arg(shown));
}

} // namespace audience::ui
