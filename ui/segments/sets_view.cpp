#include "ui/segments/sets_view.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/lists_card.h"
#include "ui/segments/safety_card.h"
#include "ui/segments/set_card.h"
#include "ui/segments/values_card.h"

#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kWidest = 980;

SetsView::SetsView(std::shared_ptr<service::Session> session, MemberOpener *people, QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("setsView"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    inside->setMaximumWidth(kWidest);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kMedium);
    m_lists = new ListsCard(session, people, inside);
    m_values = new ValuesCard(session, inside);
    m_safety = new SafetyCard(session, people, inside);
    const auto add = [&](auto *card) {
        using Card = std::remove_pointer_t<decltype(card)>;
        column->addWidget(card->card());
        connect(card, &Card::saidWithUndo, this, &SetsView::saidWithUndo);
        connect(card, &Card::changed, this, &SetsView::changed);
    };
    add(m_lists);
    add(m_values);
    add(m_safety);
    // One form at a time, and so one primary button.
    connect(m_lists->card(), &SetCard::formOpened, this, [this] { m_values->card()->setForm(nullptr); });
    connect(m_values->card(), &SetCard::formOpened, this, [this] { m_lists->card()->setForm(nullptr); });
    column->addStretch(1);
    connect(m_lists, &ListsCard::failed, this, &SetsView::failed);
    // What is removed or renamed in one stands in another too.
    connect(m_lists, &ListsCard::changed, m_safety, &SafetyCard::reload);
    auto *scroll = makeScroll(QStringLiteral("setsScroll"), inside, this);
    layout->addWidget(scroll);
    // A form that opens below the edge is brought into sight, once it has its size.
    for (SetCard *card : {m_lists->card(), m_values->card()})
        connect(card, &SetCard::formOpened, scroll, [scroll, card] {
            QTimer::singleShot(0, scroll, [scroll, card] {
                if (card->form())
                    scroll->ensureWidgetVisible(card->form(), 0, space::kPage);
            });
        });
}

void SetsView::setVocabulary(const service::RuleVocabulary &vocabulary) {
    m_values->setVocabulary(vocabulary);
    m_safety->setVocabulary(vocabulary);
    if (isVisible())
        m_safety->reload(); // with the names as they are now
}

void SetsView::reload() {
    m_lists->reload();
    m_values->reload();
    m_safety->reload();
}

void SetsView::newValue() {
    m_values->startNew();
}

bool SetsView::isSettled() const {
    return m_lists->isSettled() && m_values->isSettled() && m_safety->isSettled();
}

} // namespace audience::ui
