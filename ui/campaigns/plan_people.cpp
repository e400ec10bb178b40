// The rows that say who of the audience gets it: how many and which of them, once for whom, at which domains.
#include "qbase/convert.h"
#include "ui/campaigns/plan_options.h"
#include "ui/campaigns/plan_words.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace audience::ui {

namespace {

constexpr int kMostPeople = 1'000'000'000;
const QString kHighest = QStringLiteral("+"), kLowest = QStringLiteral("-");

bool hasOrder(const service::FieldView &field) { return field.isNumber || field.type == "date" || field.type == "instant"; }

} // namespace

void PlanOptions::addPeople(QWidget *group) {
    auto *holdout = addRow(
        group, "planHoldout", tr("Some get nothing, to learn what the email itself brings"), [this] { return m_plan.holdoutShare > 0; },
        [](Plan &plan, bool on) { plan.holdoutShare = on ? 0.1 : 0; });
    addNumber(
        holdout, "planHoldoutShare", tr("How many of a hundred get nothing"), 1, 50, [](int n) { return formatPercent(n / 100.0, 0); }, [this] { return int(std::lround(m_plan.holdoutShare * 100)); },
        [](Plan &plan, int percent) { plan.holdoutShare = percent / 100.0; });
    auto *most = addRow(
        group, "planMost", tr("At most so many"), [this] { return m_plan.maxPeople > 0; },
        [](Plan &plan, bool on) {
            plan.maxPeople = on ? 1'000 : 0;
            plan.mostBy.clear();
        });
    addNumber(
        most, "planMostPeople", tr("At most so many people"), 1, kMostPeople, [](int n) { return tr("%Ln people", nullptr, n); }, [this] { return int(m_plan.maxPeople); },
        [](Plan &plan, int people) { plan.maxPeople = people; });
    addOrder(most);
    addOncePer(group);
    addDomains(group, "planOnlyDomains", tr("Only addresses of some domains"), &Plan::onlyDomains);
    addDomains(group, "planNotDomains", tr("No addresses of some domains"), &Plan::notDomains);
    addRow(
        group, "planArmed", tr("The people of the moment it is scheduled, not those of the start"), [this] { return m_plan.audienceWhenArmed; },
        [](Plan &plan, bool on) { plan.audienceWhenArmed = on; });
}

// Which of them where there are more: by chance, or by a field of theirs.
void PlanOptions::addOrder(OptionRow *row) {
    auto *by = makeButton(QStringLiteral("planMostBy"), {}, "field", nullptr, row);
    row->addPart(by);
    connect(by, &QPushButton::clicked, this, [this, by, words = row->words()] {
        QList<PickerItem> items{{QString(), tr("By chance"), {}, QStringLiteral("users")}};
        for (const QString &order : {kHighest, kLowest})
            for (const service::FieldView &field : m_fields)
                if (hasOrder(field))
                    items.append({order + toQString(field.name), plainName(field.name), {}, order == kHighest ? QStringLiteral("trending-up") : QStringLiteral("trending-down"),
                                  order == kHighest ? tr("Highest first") : tr("Lowest first")});
        const QString now = toQString(m_plan.mostBy);
        Picker::pickOne(by, items, now.isEmpty() || now.startsWith(kLowest) ? now : kHighest + now, [this, words](const QStringList &ids) {
            edit(words, [&](Plan &plan) { plan.mostBy = toUtf8(ids.first().startsWith(kHighest) ? ids.first().mid(1) : ids.first()); });
        });
    });
    m_refreshers.push_back([this, by] {
        const QString field = toQString(m_plan.mostBy);
        by->setText(field.isEmpty()                ? tr("By chance")
                    : field.startsWith(kLowest) ? tr("Lowest %1 first").arg(plainName(toUtf8(field.mid(1))))
                                                : tr("Highest %1 first").arg(plainName(m_plan.mostBy)));
        by->setAccessibleName(tr("Which of them: %1").arg(by->text()));
    });
}

// A household or a company gets one email where its people share the value of a field.
void PlanOptions::addOncePer(QWidget *group) {
    const QString words = tr("Once for each");
    auto *pick = addPick(
        group, "planOncePer", words, [this] { return m_plan.oncePer.empty(); },
        [this] { return m_plan.oncePer.empty() ? tr("Email address") : plainName(m_plan.oncePer); });
    pick->setToolTip(tr("Of people with the same value one gets the email, such as one person of a household"));
    connect(pick, &QPushButton::clicked, this, [this, pick, words] {
        QList<PickerItem> items{{QString(), tr("Email address"), {}, QStringLiteral("mail")}};
        for (const service::FieldView &field : m_fields)
            if (field.type != "json" && field.type != "bool")
                items.append({toQString(field.name), plainName(field.name), typeWord(field.type), QStringLiteral("users")});
        Picker::pickOne(pick, items, toQString(m_plan.oncePer), [this, words](const QStringList &ids) { edit(words, [&](Plan &plan) { plan.oncePer = toUtf8(ids.first()); }); });
    });
}

void PlanOptions::addDomains(QWidget *group, const char *objectName, const QString &words, std::vector<std::string> Plan::*domains) {
    const std::string name = objectName;
    auto *row = addRow(
        group, objectName, words, [this, domains, name] { return !(m_plan.*domains).empty() || m_waiting.count(name) > 0; },
        [this, domains, name](Plan &plan, bool on) {
            if (on)
                m_waiting.insert(name);
            else
                m_waiting.erase(name);
            (plan.*domains).clear();
        });
    auto *chips = new QWidget(group);
    auto *line = new FlowLayout(chips, space::kTiny);
    row->addPart(chips);
    auto *add = new QLineEdit(group);
    add->setObjectName(QLatin1String(objectName) + QStringLiteral("Add"));
    add->setAccessibleName(tr("One more domain"));
    add->setPlaceholderText(QStringLiteral("example.com"));
    add->setMinimumWidth(Theme::instance().pixels(180));
    row->addPart(add);
    auto *fault = makeLabel({}, "bad", group);
    fault->setObjectName(QLatin1String(objectName) + QStringLiteral("Fault"));
    fault->setWordWrap(true);
    fault->hide();
    row->addPart(fault);
    connect(add, &QLineEdit::textEdited, fault, &QWidget::hide);
    connect(add, &QLineEdit::editingFinished, this, [this, add, fault, words, domains] {
        std::vector<std::string> wanted = m_plan.*domains;
        const QString wrong = readDomains(add->text(), wanted);
        fault->setText(wrong);
        fault->setVisible(!wrong.isEmpty());
        if (!wrong.isEmpty() || wanted == m_plan.*domains)
            return;
        add->clear();
        edit(words, [&](Plan &plan) { plan.*domains = wanted; });
    });
    m_refreshers.push_back([this, line, chips, words, domains] {
        clearLayout(line);
        for (const std::string &domain : m_plan.*domains) {
            auto *chip = makeButton(QStringLiteral("planDomain_") + toQString(domain), toQString(domain), "chip", "x", chips);
            chip->setAccessibleName(tr("%1, remove").arg(chip->text()));
            connect(chip, &QPushButton::clicked, this, [this, words, domains, domain] { edit(words, [&](Plan &plan) { std::erase(plan.*domains, domain); }); });
            line->addWidget(chip);
        }
        chips->setVisible(!(m_plan.*domains).empty());
    });
}

void PlanOptions::setFields(const std::vector<service::FieldView> &fields) { m_fields = fields; }

void PlanOptions::forget() { m_waiting.clear(); }

} // namespace audience::ui
