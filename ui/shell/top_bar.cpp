#include "ui/shell/top_bar.h"

#include "ui/kit/actions.h"
#include "ui/kit/icon.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QStyle>

namespace audience::ui {

namespace {

constexpr int kSearch = 260, kSearchIcon = 34, kLeastHeading = 96, kMostHeading = 420;

// A chip with an icon before its words.
class PracticeChip final : public QLabel {
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *event) override {
        QLabel::paintEvent(event);
        QPainter painter(this);
        const QRect area = QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter, QSize(14, 14), rect().adjusted(9, 0, -9, 0));
        painter.drawPixmap(area, iconPixmap(QStringLiteral("shield"), tokens().warning, 14, devicePixelRatioF()));
    }
};

// Looks like a field, opens the palette; the shortcut stands at its end where there is room.
class SearchButton final : public QPushButton {
public:
    explicit SearchButton(QWidget *parent) : QPushButton(parent) { setProperty("elides", true); }

protected:
    void paintEvent(QPaintEvent *event) override {
        Q_UNUSED(event)
        QStyleOptionButton option;
        initStyleOption(&option);
        const int room = style()->subElementRect(QStyle::SE_PushButtonContents, &option, this).width() - iconSize().width() - 8;
        option.text = fontMetrics().elidedText(text(), Qt::ElideRight, room);
        QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
        const QString keys = Commands::instance().keysText(QStringLiteral("window.search"));
        if (text().isEmpty() || keys.isEmpty())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(Theme::instance().font(TypeRole::Secondary));
        const int width = painter.fontMetrics().horizontalAdvance(keys) + 10;
        if (fontMetrics().horizontalAdvance(text()) + width + 48 > this->width())
            return;
        const QRectF key = QRectF(QStyle::alignedRect(layoutDirection(), Qt::AlignRight | Qt::AlignVCenter, QSize(width, 18), rect().adjusted(8, 0, -8, 0))).adjusted(.5, .5, -.5, -.5);
        painter.setPen(tokens().strongBorder);
        painter.setBrush(tokens().surface);
        painter.drawRoundedRect(key, 4, 4);
        painter.setPen(tokens().secondary);
        painter.drawText(key, Qt::AlignCenter, keys);
    }
};

void takeWidgets(QBoxLayout *layout) {
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->hide();
        delete item;
    }
}

// What is there already stays: taken out and put back, a field that is written in would lose the keyboard.
void put(QBoxLayout *layout, const QList<QWidget *> &widgets) {
    QList<QWidget *> held;
    for (int i = 0; i < layout->count(); ++i)
        held << layout->itemAt(i)->widget();
    if (held == widgets)
        return;
    takeWidgets(layout);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
}

} // namespace

TopBar::TopBar(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("topBar"));
    setProperty("role", QStringLiteral("topBar"));
    setFixedHeight(space::kTopBar);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kPage, 0, space::kPage, 0);
    row->setSpacing(space::kSmall);
    m_crumb = makeButton(QStringLiteral("crumb"), {}, "crumb", nullptr, this);
    connect(m_crumb, &QPushButton::clicked, this, &TopBar::upWanted);
    m_heading = makeLabel({}, "title", this);
    m_heading->setObjectName(QStringLiteral("heading"));
    m_practice = new PracticeChip(this);
    m_practice->setTextFormat(Qt::PlainText);
    m_practice->setObjectName(QStringLiteral("practiceChip"));
    m_practice->setStyleSheet(QStringLiteral("QLabel { padding-left: 28px; }"));
    setChip(m_practice, {}, Tone::Warning);
    m_practice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_practice->hide();
    m_chips = makeRow();
    m_actions = makeRow();
    row->addWidget(m_crumb);
    row->addWidget(m_heading);
    row->addLayout(m_chips);
    row->addWidget(m_practice);
    row->addStretch(1);
    row->addLayout(m_actions);
    m_search = new SearchButton(this);
    m_search->setObjectName(QStringLiteral("searchButton"));
    m_search->setAccessibleName(tr("Search or run a command"));
    m_search->setCursor(Qt::PointingHandCursor);
    m_search->setProperty("role", QStringLiteral("search"));
    m_search->setIconSize(QSize(20, 16));
    const auto paintSearch = [this] { m_search->setIcon(icon(QStringLiteral("search"), tokens().tertiary)); };
    connect(&Theme::instance(), &Theme::changed, m_search, paintSearch);
    connect(&Commands::instance(), &Commands::changed, m_search, QOverload<>::of(&QWidget::update));
    paintSearch();
    connect(m_search, &QPushButton::clicked, this, &TopBar::searchWanted);
    row->addWidget(m_search);
}

void TopBar::setPractice(bool practice) {
    m_isPractice = practice;
    m_practice->setVisible(practice);
    arrange();
}

void TopBar::showPage(Page *page) {
    m_whole = page->heading().simplified();
    const bool isInside = page->isInside();
    //: the way back, before the name of what is open
    m_crumb->setText(isInside ? tr("%1 /").arg(page->title()) : QString());
    m_crumb->setAccessibleName(tr("Back to %1").arg(page->title()));
    m_crumb->setVisible(isInside);
    m_heading->setAccessibleName(m_whole);
    put(m_chips, page->stateChips());
    put(m_actions, page->actions());
    for (QWidget *chip : page->stateChips()) {
        const auto *label = qobject_cast<QLabel *>(chip);
        chip->setVisible(!label || !label->text().isEmpty());
    }
    for (QWidget *action : page->actions())
        action->setVisible(!action->property("absent").toBool());
    arrange();
}

int TopBar::widthOf(QBoxLayout *row) const {
    int width = 0;
    for (int i = 0; i < row->count(); ++i)
        if (const QWidget *widget = row->itemAt(i)->widget(); widget && widget->isVisibleTo(this))
            width += qMax(widget->sizeHint().width(), widget->minimumWidth()) + space::kSmall;
    return width;
}

// Chips that say what the page says as well; they go before a word is cut.
void TopBar::setOptional(bool shown) {
    for (int i = 0; i < m_chips->count(); ++i)
        if (auto *label = qobject_cast<QLabel *>(m_chips->itemAt(i)->widget()); label && label->property("mayGo").toBool())
            label->setVisible(shown && !label->text().isEmpty());
}

void TopBar::setSearch(int width) {
    const bool isIcon = width <= kSearchIcon;
    const QString words = tr("Search or run a command");
    m_search->setText(isIcon ? QString() : words);
    m_search->setToolTip(isIcon ? words : QString());
    m_search->setFixedWidth(width);
}

void TopBar::arrange() {
    if (m_isArranging)
        return;
    m_isArranging = true;
    const QFontMetrics headingFont(Theme::instance().font(TypeRole::Title));
    const int whole = qMin(headingFont.horizontalAdvance(m_whole) + 2, kMostHeading);
    setOptional(true);
    int fixed = 2 * space::kPage + space::kSmall + (m_crumb->isVisibleTo(this) ? m_crumb->sizeHint().width() + space::kSmall : 0) + widthOf(m_chips) + widthOf(m_actions) + 2 * space::kSmall;
    const QString sentence = tr("Practice mode: no email leaves this computer");
    const auto chip = [&](const QString &text) {
        m_practice->setText(text);
        m_practice->setAccessibleName(sentence);
        m_practice->setToolTip(text == sentence ? QString() : sentence);
        m_practice->ensurePolished();
        return m_isPractice ? m_practice->sizeHint().width() + space::kSmall : 0;
    };
    int practice = chip(sentence), search = kSearch;
    // The search gives way first: what cannot reach anybody says so on every page, in words.
    if (fixed + whole + practice + search > width())
        search = kSearchIcon;
    if (fixed + whole + practice + search > width())
        practice = chip(tr("Practice mode"));
    if (fixed + qMin(whole, kLeastHeading) + practice + search > width()) {
        const int chips = widthOf(m_chips);
        setOptional(false);
        fixed -= chips - widthOf(m_chips);
    }
    setSearch(search);
    const int room = qMax(qMin(whole, kLeastHeading), qMin(whole, width() - fixed - practice - search));
    m_heading->setText(headingFont.elidedText(m_whole, Qt::ElideRight, room));
    m_heading->setToolTip(m_heading->text() == m_whole ? QString() : m_whole.left(2000));
    m_heading->setFixedWidth(room);
    m_isArranging = false;
}

QSize TopBar::minimumSizeHint() const {
    return {200, space::kTopBar};
}

void TopBar::resizeEvent(QResizeEvent *event) {
    QFrame::resizeEvent(event);
    arrange();
}

bool TopBar::event(QEvent *event) {
    // A button of the page came, went or has other words now.
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QFrame::event(event);
}

} // namespace audience::ui
