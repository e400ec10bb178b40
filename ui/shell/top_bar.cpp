#include "ui/shell/top_bar.h"

#include "ui/kit/actions.h"
#include "ui/kit/icon.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>
#include <QStyle>
#include <QToolButton>

namespace audience::ui {

namespace {

constexpr int kSearch = 260, kSearchIcon = 34, kLeastHeading = 96, kLeastName = 140, kMostHeading = 420;

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

// Not the next step: it stands in the page's menu, however much room there is.
bool isForMenu(const QWidget *action) {
    return action->property("inMenu").toBool();
}

bool isAbsent(const QWidget *action) {
    return action->property("absent").toBool();
}

int widthOf(const QWidget *widget) {
    return qMax(widget->sizeHint().width(), widget->minimumWidth()) + space::kSmall;
}

QList<QWidget *> widgetsOf(const QLayout *layout) {
    QList<QWidget *> widgets;
    for (int i = 0; i < layout->count(); ++i)
        widgets << layout->itemAt(i)->widget();
    return widgets;
}

bool saysNothing(const QWidget *chip) {
    const auto *label = qobject_cast<const QLabel *>(chip);
    return label && label->text().isEmpty();
}

// A field gives way as a heading does.
int slackOf(const QWidget *chip) {
    const int wanted = chip->sizeHint().width(), least = qMin(wanted, kLeastName);
    return qobject_cast<const QLineEdit *>(chip) ? qMax(0, wanted - qMax(least, chip->minimumSizeHint().width())) : 0;
}

// Says what the page says as well, and goes before a word is cut.
bool mayGo(const QWidget *chip) {
    return chip->property("mayGo").toBool();
}

// Asked for and given at every layout, so nothing may change that is as it should be: it would be laid out again.
void setThere(QWidget *widget, bool isThere) {
    if (widget->isHidden() == isThere)
        widget->setVisible(isThere);
}

void takeWidgets(QBoxLayout *layout) {
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->hide();
        delete item;
    }
}

// A menu of the page's own, which takes what gives way as well.
QWidget *menuOf(const QList<QWidget *> &actions) {
    for (QWidget *action : actions)
        if (action->property("stays").toBool() && !isAbsent(action))
            return action;
    return nullptr;
}

// What is there already stays: taken out and put back, a field that is written in would lose the keyboard.
void put(QBoxLayout *layout, const QList<QWidget *> &widgets) {
    if (widgetsOf(layout) == widgets)
        return;
    takeWidgets(layout);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
}

} // namespace

TopBar::TopBar(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("topBar"));
    setProperty("role", QStringLiteral("topBar"));
    setFixedHeight(Theme::instance().pixels(space::kTopBar));
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
    setChip(m_practice, tr("Practice mode"), Tone::Warning);
    m_practice->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_practice->hide();
    m_chips = makeRow();
    m_actions = makeRow();
    row->addWidget(m_crumb);
    row->addWidget(m_heading);
    row->addLayout(m_chips);
    row->addWidget(m_practice);
    row->addStretch(1);
    m_more = makeTool(QStringLiteral("topBarMore"), tr("More actions"), "ellipsis", this);
    m_more->hide();
    connect(m_more, &QToolButton::clicked, this, &TopBar::showMore);
    row->addWidget(m_more);
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
    arrange();
}

int TopBar::makeRoom(int missing) {
    QList<QWidget *> moved;
    const QWidget *menu = menuOf(widgetsOf(m_actions)); // one menu is enough
    const auto move = [&](bool isWords) { // first what has words, then what is a picture
        for (QWidget *action : widgetsOf(m_actions)) {
            const auto *button = qobject_cast<QAbstractButton *>(action);
            if (missing <= 0)
                break;
            if (!button || isAbsent(button) || isForMenu(button) || button->text().isEmpty() == isWords || button->property("stays").toBool() || button->property("role") == QLatin1String("primary"))
                continue;
            missing += (moved.isEmpty() && !menu ? widthOf(m_more) : 0) - widthOf(button);
            moved << action;
        }
    };
    move(true);
    move(false);
    setThere(m_more, !moved.isEmpty() && !menu);
    for (QWidget *action : widgetsOf(m_actions))
        setThere(action, !isAbsent(action) && !isForMenu(action) && !moved.contains(action));
    return missing;
}

void TopBar::showMore() {
    auto *menu = new QMenu(m_more);
    menu->setObjectName(QStringLiteral("topBarMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addHiddenActions(menu, widgetsOf(m_actions));
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 2)));
}

void TopBar::setSearch(int width) {
    const bool isIcon = width <= Theme::instance().pixels(kSearchIcon);
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
    int fixed = 2 * space::kPage + (m_whole.isEmpty() ? 2 : 3) * space::kSmall + (m_crumb->isHidden() ? 0 : widthOf(m_crumb)), optional = 0, slack = 0;
    for (const QWidget *action : widgetsOf(m_actions))
        fixed += isAbsent(action) || isForMenu(action) ? 0 : widthOf(action);
    for (const QWidget *chip : widgetsOf(m_chips))
        (mayGo(chip) ? optional : fixed) += saysNothing(chip) ? 0 : widthOf(chip);
    for (const QWidget *chip : widgetsOf(m_chips))
        slack += slackOf(chip);
    const QString sentence = tr("Practice mode: no email leaves this computer");
    m_practice->ensurePolished();
    const QFontMetrics chipFont = m_practice->fontMetrics();
    const auto chip = [&](const QString &text) {
        return m_isPractice ? widthOf(m_practice) - chipFont.horizontalAdvance(m_practice->text()) + chipFont.horizontalAdvance(text) : 0;
    };
    QString said = sentence;
    const int searchIcon = Theme::instance().pixels(kSearchIcon);
    int practice = chip(said), search = Theme::instance().pixels(kSearch);
    // The search gives way first: what cannot reach anybody says so on every page, in words.
    if (fixed + optional + whole + practice + search > width())
        search = searchIcon;
    if (fixed + optional + whole + practice + search > width()) {
        said = tr("Practice mode");
        practice = chip(said);
    }
    m_practice->setText(said);
    m_practice->setAccessibleName(sentence);
    m_practice->setToolTip(said == sentence ? QString() : sentence);
    const bool isRoomForAll = fixed + optional + qMin(whole, kLeastHeading) + practice + search <= width();
    fixed += isRoomForAll ? optional : 0;
    for (QWidget *chip : widgetsOf(m_chips))
        setThere(chip, !saysNothing(chip) && (isRoomForAll || !mayGo(chip)));
    const int missing = fixed - slack + qMin(whole, kLeastHeading) + practice + search - width();
    fixed += makeRoom(missing) - missing;
    setSearch(search);
    const int room = qMax(qMin(whole, kLeastHeading), qMin(whole, width() - fixed - practice - search));
    m_heading->setText(headingFont.elidedText(m_whole, Qt::ElideRight, room));
    m_heading->setToolTip(m_heading->text() == m_whole ? QString() : m_whole.left(2000));
    m_heading->setFixedWidth(room);
    setThere(m_heading, !m_whole.isEmpty()); // a page that names itself in a field leaves no gap before it
    m_isArranging = false;
}

QSize TopBar::minimumSizeHint() const {
    return {200, Theme::instance().pixels(space::kTopBar)};
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
