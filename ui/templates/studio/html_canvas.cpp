#include "ui/templates/studio/html_canvas.h"

#include "email/preview_look.h"
#include "qbase/convert.h"
#include "service/html_canvas.h"
#include "service/session.h"
#include "ui/kit/accessible.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/studio/canvas_view.h"
#include "ui/templates/studio/html_canvas_script.h"
#include "ui/templates/studio/html_place_bar.h"
#include "ui/templates/studio/html_places_view.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace audience::ui {

using email::HtmlPlace;
using email::PlacePart;

namespace {

constexpr int kPhoneWide = 390, kSoonMs = 30;

}

HtmlCanvas::HtmlCanvas(std::shared_ptr<service::Session> session, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_desk(new HtmlDesk(this)), m_answer(this) {
    setObjectName(QStringLiteral("htmlCanvas"));
    setAccessibleRole(this, QAccessible::Document); // before the name, with which screen readers get to know it
    setAccessibleName(tr("Email, to be changed in place"));
    setAccessibleDescription(tr("Tab and the arrow keys go from one text, link or picture to the next, Enter changes it."));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true); // what is selected has the outline
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kPage, space::kMedium, space::kPage, 0);
    column->setSpacing(space::kSmall);
    m_choice = new SegmentedControl(QStringLiteral("htmlCanvasView"), tr("How the email is changed"), this);
    m_choice->addSegment(tr("On the email"));
    m_choice->addSegment(tr("As a list"));
    connect(m_choice, &SegmentedControl::currentChanged, this, [this](int view) { showList(view == 1); });
    m_notice = new Notice(QStringLiteral("htmlCanvasNotice"), this);
    m_refusal = new Notice(QStringLiteral("htmlCanvasRefusal"), this);
    m_stack = new QStackedWidget(this);
    m_bar = new HtmlPlaceBar(m_desk, m_session, this);
    column->addWidget(m_choice, 0, Qt::AlignLeading);
    column->addWidget(m_notice);
    column->addWidget(m_stack, 1);
    column->addWidget(m_refusal);
    column->addWidget(m_bar);
    makeView();
    makeList();
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &HtmlCanvas::refresh);
    connect(m_desk, &HtmlDesk::placesChanged, this, &HtmlCanvas::placesChanged);
    connect(m_desk, &HtmlDesk::selectionChanged, this, &HtmlCanvas::selectionChanged);
    connect(m_desk, &HtmlDesk::edited, this, [this](const std::string &html, const QString &what, int merge) {
        m_refusal->clear();
        Q_EMIT edited(html, what, merge);
    });
    connect(m_desk, &HtmlDesk::refused, this, [this](const Error &error) { m_refusal->say(Tone::Warning, tr("Not changed"), sentence(error)); });
    connect(m_bar, &HtmlPlaceBar::left, this, [this] { m_stack->currentIndex() == 1 ? m_list->setFocus() : setFocus(); });
    if (!m_view)
        onlyList(tr("This computer cannot show the email while you change it. Its texts, links and pictures stand here as a list."));
}

HtmlCanvas::~HtmlCanvas() = default;

void HtmlCanvas::makeView() {
    m_ground = new QWidget(m_stack);
    auto *row = new QHBoxLayout(m_ground);
    row->setContentsMargins(0, 0, 0, 0);
    m_paper = makeCard({}, m_ground);
    m_paper->layout()->setContentsMargins(1, 1, 1, 1);
    row->addWidget(m_paper);
    m_stack->addWidget(m_ground);
#ifdef AUDIENCE_WITH_WEBENGINE
    if (!EmailPreview::canUseWebEngine())
        return;
    m_view = new CanvasView(m_paper, htmlCanvasScript());
    m_paper->layout()->addWidget(m_view);
    connect(m_view, &CanvasView::heard, this, &HtmlCanvas::heard);
    connect(m_view, &CanvasView::written, this, [this](const std::string &part, const std::string &, const QString &html) { take(part, html); });
    connect(m_view, &CanvasView::stopped, this, &HtmlCanvas::stopped);
    connect(m_view, &CanvasView::undoWanted, this, &HtmlCanvas::undoWanted);
    connect(m_view, &CanvasView::redoWanted, this, &HtmlCanvas::redoWanted);
    connect(m_view, &CanvasView::ready, this, &HtmlCanvas::selectionChanged);
    connect(m_view, &CanvasView::stepWanted, this, [this](const std::string &, const std::string &, int by) {
        step(by);
        if (m_desk->selected() >= 0 && m_desk->places()[std::size_t(m_desk->selected())].kind == HtmlPlace::Kind::Text)
            begin(m_desk->selected());
    });
    connect(m_view, &CanvasView::revived, this, [this] { Q_EMIT said(tr("The view of the email had stopped and was opened again; nothing is lost")); });
    connect(m_view, &CanvasView::gaveUp, this, [this] { onlyList(tr("The view of the email stops again and again. Its texts, links and pictures stand here as a list; nothing is lost.")); });
#endif
}

void HtmlCanvas::makeList() {
    auto *card = makeCard({}, m_stack);
    card->layout()->setContentsMargins(1, 1, 1, 1);
    m_list = new HtmlPlacesView(m_desk, card);
    card->layout()->addWidget(m_list);
    m_stack->addWidget(card);
}

void HtmlCanvas::onlyList(const QString &why) {
    m_notice->say(Tone::Neutral, why, {});
    m_choice->setCurrent(1);
    m_choice->hide();
    showList(true);
}

void HtmlCanvas::showList(bool isList) {
    stop();
    m_stack->setCurrentIndex(isList ? 1 : 0);
    setFocusPolicy(isList ? Qt::NoFocus : Qt::StrongFocus); // else Tab would go from the list to the canvas, which hands it back
    setFocusProxy(isList ? m_list : nullptr);
    if (!isList)
        m_soon.start(0);
}

void HtmlCanvas::setHtml(const std::string &html) {
    m_next = html;
    if (isVisible())
        catchUp();
}

void HtmlCanvas::catchUp() {
    if (const auto html = std::exchange(m_next, {}))
        m_desk->put(*html);
}

void HtmlCanvas::setLook(const Look &look) {
    if (look == m_look)
        return;
    m_look = look;
    showHtml();
}

void HtmlCanvas::setFields(const QList<PickerItem> &fields) {
    m_bar->setFields(fields);
}

bool HtmlCanvas::isWriting() const {
    return m_written >= 0;
}

bool HtmlCanvas::isSettled() const {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view && m_view->isVisible() && !m_view->isReady())
        return false;
#endif
    return !m_soon.isActive() && !m_isAsking;
}

void HtmlCanvas::placesChanged() {
    m_isOld = true;
    if (isWriting() && !m_isTaking) { // undo, or the source: what was being written in has other words now
        stop();
        forget();
    }
    m_soon.start(kSoonMs);
}

// Sanitising and the pictures take their time: it is done beside, and only for what is seen.
void HtmlCanvas::refresh() {
    if (!m_view || !m_isOld || !m_view->isVisible() || isWriting())
        return;
    m_isOld = false;
    m_isAsking = true;
    m_answer.request([session = m_session, html = m_desk->html()](CancelToken) { return service::htmlCanvas(*session, html); },
                     [this](Result<std::string> html) {
                         m_isAsking = false;
                         if (!html)
                             return Q_EMIT failed(html.error());
                         m_html = *std::move(html);
                         showHtml();
                     });
}

void HtmlCanvas::showHtml() {
    m_paper->setMaximumWidth(m_look.isPhone ? kPhoneWide + 2 : QWIDGETSIZE_MAX);
#ifdef AUDIENCE_WITH_WEBENGINE
    if (!m_view)
        return;
    const std::string html = email::inScheme(m_html, m_look.isDark);
    m_view->setHtml(toQString(m_look.hasPictures ? html : email::withoutPictures(html)));
#endif
}

void HtmlCanvas::selectionChanged() {
#ifdef AUDIENCE_WITH_WEBENGINE
    const int place = m_desk->selected();
    if (isWriting() && place != m_written)
        stop();
    if (m_view)
        m_view->run(QStringLiteral("select('%1')").arg(place < 0 ? QString() : toQString(service::htmlPlaceId(m_desk->all(), std::size_t(place)))));
#endif
}

void HtmlCanvas::begin(int place, QPointF at) {
    catchUp();
    if (place < 0 || place >= int(m_desk->places().size()))
        return;
    m_desk->select(place);
    if (m_stack->currentIndex() == 1)
        return m_list->edit(m_list->currentIndex());
    const HtmlPlace &one = m_desk->places()[std::size_t(place)];
    if (one.kind != HtmlPlace::Kind::Text)
        return m_bar->enter();
#ifdef AUDIENCE_WITH_WEBENGINE
    stop();
    m_written = place;
    m_view->write(service::htmlPlaceId(m_desk->all(), std::size_t(place)), "words", QStringLiteral("line"), toQString(service::htmlPlaceText(one.text)),
                  at.x() < 0 ? std::nullopt : std::optional<QPointF>(at));
    if (!m_view->isWriting())
        m_written = -1; // it is not shown yet
#else
    Q_UNUSED(at)
#endif
}

void HtmlCanvas::heard(const QString &kind, const QJsonObject &said) {
    if (kind == QLatin1String("escape")) {
        m_isTaking = true;
        m_desk->takeBack();
        m_isTaking = false;
        m_refusal->clear();
        return;
    }
    if (kind != QLatin1String("pick"))
        return;
    const auto place = service::htmlPlaceOf(m_desk->all(), toUtf8(said.value(QLatin1String("id")).toString()));
    if (!place) {
        m_desk->select(-1);
        return setFocus();
    }
    if (m_desk->places()[*place].kind == HtmlPlace::Kind::Text)
        return begin(int(*place), {said.value(QLatin1String("x")).toDouble(), said.value(QLatin1String("y")).toDouble()});
    m_desk->select(int(*place));
    setFocus();
}

void HtmlCanvas::take(const std::string &part, const QString &html) {
#ifdef AUDIENCE_WITH_WEBENGINE
    catchUp();
    const auto words = service::htmlWrittenText(toUtf8(html));
    const auto place = service::htmlPlaceOf(m_desk->all(), part);
    if (!words || !place)
        return;
    m_isTaking = true;
    m_desk->change(int(*place), PlacePart::Words, toQString(*words));
    m_isTaking = false;
    if (int(*place) == m_written)
        m_bar->showWords(toQString(*words));
    else
        m_desk->settle(); // the last words of what was left
#else
    Q_UNUSED(part)
    Q_UNUSED(html)
#endif
}

void HtmlCanvas::settle(std::function<void()> then) {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view)
        return m_view->settle(std::move(then));
#endif
    then();
}

void HtmlCanvas::forget() {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view)
        m_view->forget();
#endif
}

void HtmlCanvas::stop() {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (isWriting() && m_view)
        m_view->stopWriting();
#endif
}

void HtmlCanvas::stopped() {
    m_written = -1;
    m_desk->settle();
    m_isOld = true; // what stood there and was not taken goes too
    m_soon.start(0);
    if (isVisible() && window()->isActiveWindow() && (!window()->focusWidget() || isAncestorOf(window()->focusWidget())))
        setFocus();
}

// What a reader does not see is stepped over; the list has it.
int HtmlCanvas::nextShown(int by) const {
    int place = m_desk->next(m_desk->selected(), by);
#ifdef AUDIENCE_WITH_WEBENGINE
    while (m_view && place >= 0 && m_view->places().rectOf(service::htmlPlaceId(m_desk->all(), std::size_t(place))).isNull())
        place = m_desk->next(place, by);
#endif
    return place;
}

void HtmlCanvas::step(int by) {
    if (const int place = nextShown(by); place >= 0)
        m_desk->select(place);
}

void HtmlCanvas::keyPressEvent(QKeyEvent *event) {
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Right: return step(1);
    case Qt::Key_Up:
    case Qt::Key_Left: return step(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2: return begin(m_desk->selected());
    case Qt::Key_Escape:
        if (m_desk->selected() >= 0)
            return m_desk->select(-1);
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void HtmlCanvas::focusInEvent(QFocusEvent *event) {
    QWidget::focusInEvent(event);
    if ((event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) && m_desk->selected() < 0)
        step(event->reason() == Qt::TabFocusReason ? 1 : -1);
}

void HtmlCanvas::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    catchUp();
    m_soon.start(0);
}

bool HtmlCanvas::focusNextPrevChild(bool next) {
    if (!hasFocus() || nextShown(next ? 1 : -1) < 0)
        return QWidget::focusNextPrevChild(next);
    step(next ? 1 : -1);
    return true;
}

} // namespace audience::ui
