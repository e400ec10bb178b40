#include "ui/segments/who_panel.h"

#include "service/session.h"
#include "ui/kit/card.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/segments/advice_card.h"
#include "ui/segments/behaviour_card.h"
#include "ui/segments/breakdown_card.h"
#include "ui/segments/trait_finder.h"
#include "ui/segments/traits_card.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QScrollArea>

#include <utility>

namespace audience::ui {

using service::SegmentService;

static constexpr int kTwoColumns = 980, kWidest = 1'520; // of the panel's width

WhoPanel::WhoPanel(std::shared_ptr<service::Session> session, TraitFinder *traits, QWidget *parent)
    : StudyPanel(parent), m_session(std::move(session)), m_finder(traits) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_inside = new QWidget;
    m_inside->setMaximumWidth(kWidest);
    m_inside->setMinimumHeight(1); // words that wrap are as high as the width asks for, not as their narrowest
    auto *columns = new QHBoxLayout(m_inside);
    columns->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    columns->setSpacing(space::kPage);
    m_left = new QVBoxLayout;
    m_right = new QVBoxLayout;
    for (QVBoxLayout *column : {m_left, m_right})
        column->setSpacing(space::kPage);
    columns->addLayout(m_left, 1);
    columns->addLayout(m_right, 1);
    m_traits = new TraitsCard(traits, m_inside);
    m_breakdown = new BreakdownCard(m_session, m_inside);
    m_behaviour = new BehaviourCard(m_session, m_inside);
    m_advice = new AdviceCard(m_session, m_inside);
    // They are dropped as soon as the rule is another one.
    connect(m_traits, &TraitsCard::chosen, this,
            [this](const model::RuleNode &part, const QString &title, const QRect &at) { offer(m_rule, part, title, at); });
    connect(m_traits, &TraitsCard::addWanted, this, &StudyPanel::partWanted);
    connect(m_breakdown, &BreakdownCard::chosen, this,
            [this](const model::RuleNode &part, const QString &title, const QRect &at) { offer(m_breakdown->shownRule(), part, title, at); });
    connect(m_behaviour, &BehaviourCard::chosen, this,
            [this](const model::RuleNode &part, const QString &title, const QRect &at) { offer(m_behaviour->shownRule(), part, title, at); });
    connect(m_advice, &AdviceCard::wanted, this,
            [this](const model::RuleNode &part, const QString &title) { makeSegment(with(m_advice->shownRule(), part), title); });
    connect(m_advice, &AdviceCard::peopleWanted, this,
            [this](const model::RuleNode &part, const QString &title) { openPeople(with(m_advice->shownRule(), part), title); });
    m_state = new StateView(QStringLiteral("whoState"), makeScroll(QStringLiteral("whoScroll"), m_inside, this), this);
    layout->addWidget(m_state);
    arrange();
}

void WhoPanel::showElsewhere(const model::SegmentRule &rule, const QString &name, const QString &) {
    showCards(true);
    m_name = name;
    if (m_hasRule && m_isAsked && rule == m_rule)
        return;
    m_rule = rule;
    m_hasRule = m_isAsked = true;
    m_behaviour->clear();
    m_advice->clear();
    m_state->showContent();
    m_breakdown->showRule(m_rule);
}

void WhoPanel::showCards(bool isThere) {
    if (std::exchange(m_isThere, isThere) == isThere)
        return;
    for (Card *card : {m_traits->card(), m_advice->card(), m_behaviour->card()})
        card->setVisible(!isThere);
    arrange();
}

void WhoPanel::showRule(const model::SegmentRule &rule, const QString &name) {
    showCards(false);
    m_name = name;
    if (m_hasRule && m_isAsked && rule == m_rule)
        return;
    m_rule = rule;
    m_hasRule = true;
    m_state->showContent();
    ask();
}

void WhoPanel::showNothing() {
    m_hasRule = m_isAsked = false;
    m_breakdown->clear();
    m_behaviour->clear();
    m_advice->clear();
    m_state->showEmpty(QStringLiteral("users"), tr("Not counted yet"), notCountedWords());
}

void WhoPanel::ask() {
    m_isAsked = true;
    m_breakdown->showRule(m_rule);
    m_behaviour->showRule(m_rule);
    m_advice->showRule(m_rule);
}

void WhoPanel::setVocabulary(const service::RuleVocabulary &vocabulary) {
    m_traits->setNames(RuleNames(vocabulary));
}

void WhoPanel::dataChanged() {
    m_isAsked = false; // with the next count
}

bool WhoPanel::isSettled() const {
    return !isVisible() || (!m_finder->isFinding() && m_breakdown->isSettled() && m_behaviour->isSettled() && m_advice->isSettled());
}

bool WhoPanel::isWide() const {
    return !m_isThere && width() >= Theme::instance().pixels(kTwoColumns);
}

// What is asked of them stands beside what they do, or above it.
void WhoPanel::arrange() {
    m_isWide = isWide();
    for (QVBoxLayout *column : {m_left, m_right})
        while (QLayoutItem *item = column->takeAt(0))
            delete item;
    QVBoxLayout *second = m_isWide ? m_right : m_left;
    m_left->addWidget(m_traits->card());
    m_left->addWidget(m_breakdown->card());
    second->addWidget(m_advice->card());
    second->addWidget(m_behaviour->card());
    m_left->addStretch(1);
    if (m_isWide)
        m_right->addStretch(1);
    auto *columns = static_cast<QHBoxLayout *>(m_inside->layout());
    columns->setStretch(1, m_isWide ? 1 : 0);
    columns->setSpacing(m_isWide ? space::kPage : 0);
}

void WhoPanel::resizeEvent(QResizeEvent *event) {
    StudyPanel::resizeEvent(event);
    if (isWide() != m_isWide)
        arrange();
}

model::SegmentRule WhoPanel::with(const model::SegmentRule &counted, const model::RuleNode &part) {
    model::SegmentRule rule = counted; // of the same people
    rule.root = model::groupNode(model::RuleNode::Kind::All);
    if (counted.root.kind == model::RuleNode::Kind::All)
        rule.root.children = counted.root.children;
    else
        rule.root.children.push_back(counted.root);
    rule.root.children.push_back(part);
    return rule;
}

void WhoPanel::openPeople(const model::SegmentRule &rule, const QString &title) {
    Q_EMIT peopleWanted(title, {}, [rule](service::Session &session, const CancelToken &cancel) {
        return SegmentService(session).memberList(rule, {}, false, cancel);
    });
}

void WhoPanel::makeSegment(const model::SegmentRule &rule, const QString &title) {
    Q_EMIT ruleWanted(rule, m_name.isEmpty() ? title : tr("%1: %2").arg(m_name, title));
}

// What can be done with the people of a bar: those of the segment, not everyone with that value.
void WhoPanel::offer(const model::SegmentRule &counted, const model::RuleNode &part, const QString &title, const QRect &at) {
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("whoMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_isThere)
        menu->addAction(tr("Show these people"), this, [this, rule = with(counted, part), title] { openPeople(rule, title); });
    menu->addAction(tr("Add as a condition"), this, [this, part] { Q_EMIT partWanted(part); });
    menu->addAction(tr("Make it a segment"), this, [this, rule = with(counted, part), title] { makeSegment(rule, title); });
    menu->popup(at.bottomLeft());
}

} // namespace audience::ui
