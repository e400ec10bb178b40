#include "ui/segments/suggestions_panel.h"

#include "qbase/convert.h"
#include "service/group_column.h"
#include "service/list_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/card.h"
#include "ui/kit/date_pattern.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/segments/choice_curve.h"
#include "ui/segments/group_finder.h"
#include "ui/segments/group_words.h"
#include "ui/text/sentences.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

using service::ListService;
using service::SuggestedGroups;

using Kept = std::vector<std::pair<std::int64_t, bool>>; // lists by their id, and whether they were new

static Result<void> undone(service::Session &session, const Kept &lists) {
    for (const auto &[id, isNew] : lists)
        if (isNew) {
            TRY(ListService(session).remove(id));
        } else {
            TRY(ListService(session).undo(id));
        }
    return {};
}

static constexpr int kTwoColumns = 860, kWidest = 1'360;

SuggestionsPanel::SuggestionsPanel(std::shared_ptr<service::Session> session, GroupFinder *finder, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_finder(finder) {
    setObjectName(QStringLiteral("suggestionsPanel"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_inside = new QWidget;
    m_inside->setMaximumWidth(kWidest);
    m_inside->setMinimumHeight(1); // words that wrap are as high as the width asks for, not as their narrowest
    auto *column = new QVBoxLayout(m_inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kPage);
    auto *head = makeRow(space::kPage);
    m_words = makeLabel({}, "secondary", m_inside);
    m_words->setObjectName(QStringLiteral("suggestionsWords"));
    m_words->setWordWrap(true);
    head->addWidget(m_words, 1);
    m_keep = makeButton(QStringLiteral("keepGroups"), tr("Keep all groups as lists"), "primary", "list", m_inside);
    m_keep->setToolTip(tr("One list for each group, with exactly the people who are in it today"));
    connect(m_keep, &QPushButton::clicked, this, &SuggestionsPanel::keepAll);
    m_keepColumn = makeButton(QStringLiteral("keepColumn"), tr("Keep as one value"), "", "sparkles", m_inside);
    m_keepColumn->setToolTip(tr("A computed value with the name of each person's group, by the rules below: it moves with the data, and rules and breakdowns can use it"));
    connect(m_keepColumn, &QPushButton::clicked, this, &SuggestionsPanel::keepColumn);
    head->addWidget(m_keepColumn, 0, Qt::AlignTop);
    head->addWidget(m_keep, 0, Qt::AlignTop);
    column->addLayout(head);
    m_grid = new QGridLayout;
    m_grid->setSpacing(space::kPage);
    column->addLayout(m_grid);
    buildChoice();
    column->addWidget(m_choice);
    column->addStretch(1);
    m_scroll = makeScroll(QStringLiteral("suggestionsScroll"), m_inside, this);
    m_state = new StateView(QStringLiteral("suggestionsState"), m_scroll, this);
    layout->addWidget(m_state);
    connect(m_state, &StateView::actionWanted, this, [this] { m_finder->ask(qMax(0, m_finder->asked())); });
    connect(m_finder, &GroupFinder::changed, this, &SuggestionsPanel::refresh);
    refresh();
}

void SuggestionsPanel::buildChoice() {
    m_choice = new Card(tr("How many groups"), m_inside);
    m_chosenWords = makeLabel({}, "secondary", m_choice);
    m_chosenWords->setObjectName(QStringLiteral("choiceWords"));
    m_chosenWords->setWordWrap(true);
    m_choice->body()->addWidget(m_chosenWords);
    auto *row = makeRow(2 * space::kPage);
    const auto add = [&](const char *name, const QString &title, const QString &about) {
        auto *curve = new ChoiceCurve(QLatin1String(name), title, about, m_choice);
        connect(curve, &ChoiceCurve::picked, this, [this](int groups) { m_finder->ask(groups); });
        row->addWidget(curve, 1);
        return curve;
    };
    m_silhouette = add("choiceSilhouette", tr("How far apart they are"),
                       tr("The silhouette, -1 to 1: how much nearer people are to their own group than to the next one. Around 0.3 says that groups shade into each other."));
    m_agreement = add("choiceAgreement", tr("How sure they are found again"),
                      tr("The agreement of 100 beginnings, 0 to 1. Well below 0.9 another run puts many people together otherwise."));
    m_inertia = add("choiceInertia", tr("How much is left unexplained"),
                    tr("The inertia: the sum of the squared distances to the own middle. It falls with every further group; a bend says where more groups stop helping."));
    m_choice->body()->addLayout(row);
}

void SuggestionsPanel::setNames(const RuleNames &names) {
    m_names = names;
    const GroupFinder::Groups *groups = m_finder->groups();
    if (groups != nullptr && *groups && m_filled == filledNow())
        for (int i = 0; i < m_cards.size(); ++i)
            m_cards[i]->findChild<QLabel *>(QStringLiteral("groupRule"))->setText(ruleWords((*groups)->groups[std::size_t(i)]));
}

bool SuggestionsPanel::isSettled() const {
    return m_keeping == 0 && (!isVisible() || !m_finder->isFinding());
}

void SuggestionsPanel::refresh() {
    const GroupFinder::Groups *groups = m_finder->groups();
    if (groups == nullptr && m_finder->isOffered() && !m_finder->isFinding())
        return m_state->showEmpty(QStringLiteral("sparkles"), tr("Not looked for yet"),
                                  tr("There are so many buyers that looking for groups takes a while. Nothing else has to wait for it."), tr("Look for groups"));
    if (groups == nullptr)
        return m_state->showLoading(tr("Looking for groups among the buyers…"));
    if (!*groups)
        return m_state->showEmpty(QStringLiteral("sparkles"), tr("No groups to suggest"), sentence(groups->error()));
    if (m_filled != filledNow()) { // else whoever walks the cards stays where they are
        fill(**groups);
        m_filled = filledNow();
    }
    m_state->showContent();
    if (m_wanted >= 0)
        showGroup(m_wanted);
}

void SuggestionsPanel::fill(const SuggestedGroups &groups) {
    qDeleteAll(m_cards);
    m_cards.clear();
    m_columns = 0;
    m_words->setText(tr("%1 people bought something with a value. By how long ago, how often, how much and how much at a time they buy, they fall into %n groups. "
                        "Everything is worked out on this computer.", nullptr, int(groups.groups.size())).arg(formatNumber(groups.buyers)));
    const QStringList names = groupNames(groups);
    for (int i = 0; i < names.size(); ++i)
        m_cards.append(makeGroup(groups.groups[std::size_t(i)], names[i], i));
    arrange();
    QVector<ChoiceCurve::Point> inertia, silhouette, agreement;
    const QLocale &locale = interfaceLocale();
    for (const auto &choice : groups.choices) {
        inertia.append({choice.groups, choice.inertia, locale.toString(choice.inertia, 'f', 0)});
        silhouette.append({choice.groups, choice.silhouette, locale.toString(choice.silhouette, 'f', 2)});
        agreement.append({choice.groups, choice.agreement, locale.toString(choice.agreement, 'f', 2)});
    }
    m_inertia->setPoints(inertia, groups.chosen);
    m_silhouette->setPoints(silhouette, groups.chosen);
    m_agreement->setPoints(agreement, groups.chosen);
    m_chosenWords->setText(m_finder->asked() == 0
                               ? tr("%n groups are shown: of three and more the clearest that other beginnings find as well. Choose another number in a curve.", nullptr, groups.chosen)
                               : tr("%n groups are shown, as you chose. None of the three figures decides alone.", nullptr, groups.chosen));
}

std::pair<std::string, int> SuggestionsPanel::filledNow() const {
    return {m_finder->version(), m_finder->asked()};
}

QString SuggestionsPanel::ruleWords(const SuggestedGroups::Group &group) const {
    return group.rule.found > 0 ? ruleLines(group.rule.rule.root, m_names) : QString();
}

Card *SuggestionsPanel::makeGroup(const SuggestedGroups::Group &group, const QString &name, int index) {
    auto *card = new Card(name, m_inside);
    card->setObjectName(QStringLiteral("group%1").arg(index));
    card->setCount(formatNumber(group.people));
    card->setNote(tr("%1 of all that was spent").arg(formatPercent(group.spentShare, 0)));
    const QLocale &locale = interfaceLocale();
    auto *figures = new QGridLayout;
    figures->setHorizontalSpacing(space::kPage);
    figures->setVerticalSpacing(0);
    int at = 0;
    for (const auto &[value, words] : {std::pair(tr("%n days", nullptr, int(group.daysAgo + 0.5)), tr("since the last purchase")), std::pair(locale.toString(group.purchases, 'f', 1), tr("purchases")),
                                       std::pair(locale.toString(group.spent, 'f', 2), tr("spent")), std::pair(locale.toString(group.perPurchase, 'f', 2), tr("per purchase"))}) {
        figures->addWidget(makeLabel(value, "strong", card), 0, at);
        auto *label = makeLabel(words, "tertiary", card);
        label->setWordWrap(true);
        figures->addWidget(label, 1, at, Qt::AlignTop);
        figures->setColumnStretch(at, 1);
        ++at;
    }
    card->body()->addLayout(figures);
    auto *rule = makeLabel(ruleWords(group), "body", card);
    rule->setObjectName(QStringLiteral("groupRule"));
    rule->setWordWrap(true);
    rule->setVisible(group.rule.found > 0);
    card->body()->addWidget(rule);
    auto *fit = makeLabel(fitWords(group.rule), "tertiary", card);
    fit->setObjectName(QStringLiteral("groupFit"));
    fit->setWordWrap(true);
    card->body()->addWidget(fit);
    auto *advice = makeRow();
    advice->addWidget(makeIcon("lightbulb", Tone::Warning, 16, card), 0, Qt::AlignTop);
    auto *action = makeLabel(groupAction(group.name), "secondary", card);
    action->setWordWrap(true);
    advice->addWidget(action, 1);
    card->body()->addLayout(advice);
    card->body()->addStretch(1);
    auto *acts = new FlowLayout;
    auto *save = makeButton(QStringLiteral("groupSave"), tr("Save as a segment"), "", "plus", card);
    save->setAccessibleName(tr("Save as a segment: %1").arg(name));
    save->setEnabled(group.rule.found > 0);
    connect(save, &QPushButton::clicked, this, [this, rule = group.rule.rule, name] { Q_EMIT ruleWanted(rule, name); });
    acts->addWidget(save);
    auto *people = makeButton(QStringLiteral("groupPeople"), tr("Show these people"), "quiet", "users", card);
    people->setAccessibleName(tr("Show these people: %1").arg(name));
    connect(people, &QPushButton::clicked, this, [this, name, members = group.members] {
        Q_EMIT peopleWanted(name, {}, [members](service::Session &, const CancelToken &) -> Result<MemberOpener::List> {
            auto list = std::make_shared<service::MemberList>();
            list->people = members;
            return MemberOpener::List(std::move(list));
        });
    });
    acts->addWidget(people);
    card->body()->addLayout(acts);
    return card;
}

void SuggestionsPanel::arrange() {
    int widest = Theme::instance().pixels(kTwoColumns) / 2 - 2 * space::kPage; // of a card, whatever its words are
    for (const Card *card : std::as_const(m_cards))
        widest = qMax(widest, card->minimumSizeHint().width());
    const int columns = width() >= 2 * widest + 4 * space::kPage ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], i / columns, i % columns);
    for (int i = 0; i < 2; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    for (int i = 0; i + 1 < m_cards.size(); ++i)
        setTabOrder(m_cards[i], m_cards[i + 1]);
}

void SuggestionsPanel::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    arrange();
}

void SuggestionsPanel::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    if (m_finder->isFinding())
        m_finder->ask(qMax(0, m_finder->asked())); // somebody waits
}

// Whoever went on to something else is not brought back to a group.
void SuggestionsPanel::hideEvent(QHideEvent *event) {
    if (!event->spontaneous()) {
        m_wanted = -1;
        m_finder->giveWay();
    }
    QWidget::hideEvent(event);
}

void SuggestionsPanel::showGroup(int group) {
    m_wanted = group;
    if (group < 0 || group >= m_cards.size() || !isVisible())
        return;
    m_wanted = -1;
    m_inside->layout()->activate();
    m_scroll->ensureWidgetVisible(m_cards[group], 0, space::kPage);
    m_cards[group]->findChild<QPushButton *>(QStringLiteral("groupSave"))->setFocus();
}

// A list of another day is another list; those that were there under the name are taken back with one undo.
void SuggestionsPanel::keepAll() {
    const GroupFinder::Groups *groups = m_finder->groups();
    if (groups == nullptr || !*groups || m_keeping > 0)
        return;
    const ZoneScope here(this);
    const QString day = interfaceLocale().toString(zonedToday(), datePattern(QStringLiteral("d MMM yyyy")));
    std::vector<std::pair<std::string, std::vector<Ordinal>>> lists;
    const QStringList names = groupNames(**groups);
    for (int i = 0; i < names.size(); ++i)
        lists.emplace_back(toUtf8(tr("%1, %2").arg(names[i], day)), (*groups)->groups[std::size_t(i)].members);
    ++m_keeping;
    m_keep->setEnabled(false);
    inBackground(this, [session = m_session, lists = std::move(lists)]() -> Result<Kept> {
        Kept kept;
        for (const auto &[name, members] : lists) {
            auto list = ListService(*session).keep(name, members, "suggested");
            if (!list) { // all of them or none
                (void)undone(*session, kept);
                return std::move(list).error();
            }
            kept.emplace_back(list->list.id, list->isNew);
        }
        return kept;
    }, [this](const Result<Kept> &kept) {
        --m_keeping;
        m_keep->setEnabled(true);
        if (!kept)
            return Q_EMIT failed(kept.error());
        Q_EMIT changed();
        Q_EMIT saidWithUndo(tr("%Ln groups are kept as lists", nullptr, int(kept->size())), [this, kept = *kept] { takeBack(kept); });
    });
}

void SuggestionsPanel::keepColumn() {
    const GroupFinder::Groups *groups = m_finder->groups();
    if (groups == nullptr || !*groups || m_keeping > 0)
        return;
    std::vector<std::string> names;
    for (const QString &name : groupNames(**groups))
        names.push_back(toUtf8(name));
    ++m_keeping;
    m_keepColumn->setEnabled(false);
    inBackground(this, [session = m_session, called = toUtf8(tr("buyer group")), groups = **groups, names = std::move(names)] {
        return service::keepAsColumn(*session, called, groups, names);
    }, [this](const Result<service::TraitView> &kept) {
        --m_keeping;
        m_keepColumn->setEnabled(true);
        if (!kept)
            return Q_EMIT failed(kept.error());
        Q_EMIT changed();
        const auto back = [this, name = kept->name] {
            inBackground(this, [session = m_session, name] { return service::TraitService(*session).remove(name); }, [this](const Result<void> &done) {
                if (!done)
                    return Q_EMIT failed(done.error());
                Q_EMIT changed();
            });
        };
        Q_EMIT saidWithUndo(tr("Each person's group is kept as \"%1\"").arg(toQString(kept->name)), back);
    });
}

void SuggestionsPanel::takeBack(const std::vector<std::pair<std::int64_t, bool>> &lists) {
    ++m_keeping;
    inBackground(this, [session = m_session, lists] { return undone(*session, lists); }, [this](const Result<void> &done) {
        --m_keeping;
        if (!done)
            return Q_EMIT failed(done.error());
        Q_EMIT changed();
    });
}

} // namespace audience::ui
