#include "ui/templates/studio/block_canvas.h"

#include "email/preview_look.h"
#include "qbase/convert.h"
#include "service/asset_service.h"
#include "service/session.h"
#include "ui/kit/accessible.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/pictures/picture_codec.h"
#include "ui/templates/email_preview.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/canvas_edits.h"
#include "ui/templates/studio/canvas_overlay.h"
#include "ui/templates/studio/canvas_tools.h"
#include "ui/templates/studio/canvas_view.h"
#include "ui/templates/studio/structure_tree.h"

#include <QApplication>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QJsonObject>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

constexpr int kPhoneWide = 390, kAround = 24; // pixels of the email's ground at each side
constexpr int kSoonMs = 30, kWritingMs = 250, kPauseMs = 1500;
int lastMerge = 1000;

} // namespace

BlockCanvas::BlockCanvas(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_session(std::move(session)), m_answer(this) {
    setObjectName(QStringLiteral("blockCanvas"));
    setAccessibleRole(this, QAccessible::Document); // before the name, with which screen readers get to know it
    setAccessibleName(tr("Email on the canvas"));
    setAccessibleDescription(tr("Arrow keys select a part, Enter writes in it, Delete removes it, Alt with the arrow keys moves it."));
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true); // the part in hand has the outline
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, 0);
    column->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("canvasNotice"), this);
    column->addWidget(m_notice);
    auto *row = makeRow(0);
    column->addLayout(row, 1);
    m_paper = makeCard({}, this);
    m_paper->layout()->setContentsMargins(1, 1, 1, 0);
    row->addWidget(m_paper);
    makeActs();
    if (EmailPreview::canUseWebEngine())
        makeView();
    else
        makeList(tr("This computer cannot show the email while you put it together. Its parts stand here as a list: select one to change it at the right, and look at the preview."));
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &BlockCanvas::refresh);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_merge = ++lastMerge; });
    connect(m_desk, &BlockDesk::documentChanged, this, &BlockCanvas::documentChanged);
    connect(m_desk, &BlockDesk::kitChanged, this, [this] { m_soon.start(kSoonMs); });
    connect(m_desk, &BlockDesk::selectionChanged, this, [this] {
        if (isWriting() && m_view->writtenPart() != m_desk->selected())
            m_view->stopWriting();
        reveal(m_desk->selected());
        placeTools();
    });
    m_soon.start(0);
}

BlockCanvas::~BlockCanvas() = default;

void BlockCanvas::makeList(const QString &why) {
    m_notice->say(Tone::Neutral, why, {});
    m_list = new StructureTree(m_desk, m_paper);
    m_list->setObjectName(QStringLiteral("canvasList"));
    connect(m_list, &StructureTree::saveWanted, this, &BlockCanvas::saveWanted);
    m_paper->layout()->addWidget(m_list);
    setFocusPolicy(Qt::NoFocus); // else Tab would go from the list to the canvas, which hands it back
    setFocusProxy(m_list);
}

void BlockCanvas::makeView() {
#ifdef AUDIENCE_WITH_WEBENGINE
    m_view = new CanvasView(m_paper);
    m_paper->layout()->addWidget(m_view);
    m_overlay = new CanvasOverlay(m_desk, this);
    m_tools = new CanvasTools(this);
    connectView();
#endif
}

void BlockCanvas::connectView() {
#ifdef AUDIENCE_WITH_WEBENGINE
    connect(m_view, &CanvasView::layoutChanged, this, &BlockCanvas::placeParts);
    connect(m_view, &CanvasView::scrolled, this, &BlockCanvas::placeParts);
    connect(m_view, &CanvasView::written, this, &BlockCanvas::take);
    connect(m_view, &CanvasView::stopped, this, &BlockCanvas::stopped);
    connect(m_view, &CanvasView::undoWanted, this, &BlockCanvas::undoWanted);
    connect(m_view, &CanvasView::redoWanted, this, &BlockCanvas::redoWanted);
    connect(m_view, &CanvasView::stepWanted, this, &BlockCanvas::stepWriting);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { focusMoved(now); });
    connect(m_view, &CanvasView::revived, this, [this] { Q_EMIT said(tr("The view of the email had stopped and was opened again; nothing is lost")); });
    connect(m_view, &CanvasView::gaveUp, this, [this] {
        for (QWidget *part : {static_cast<QWidget *>(m_view), static_cast<QWidget *>(m_overlay), static_cast<QWidget *>(m_tools)})
            part->hide();
        if (!m_list)
            makeList(tr("The view of the email stops again and again. Its parts stand here as a list; nothing is lost."));
    });
    connect(m_overlay, &CanvasOverlay::scrollWanted, m_view, &CanvasView::scrollTo);
    connect(m_overlay, &CanvasOverlay::writingWanted, this, [this](const std::string &id, QPointF at) { write(id, at); });
    connect(m_overlay, &CanvasOverlay::menuWanted, this, &BlockCanvas::showMenu);
    connect(m_overlay, &CanvasOverlay::dropped, this, [this](const Json &load, const DropPlace &place) { canvas::insert(m_desk, load, place); });
    connect(m_overlay, &CanvasOverlay::movedTo, this, [this](const std::string &id, const DropPlace &place, bool asCopy) {
        asCopy ? canvas::insert(m_desk, canvas::load(*m_desk, id), place) : canvas::moveTo(m_desk, id, place);
    });
    connect(m_overlay, &CanvasOverlay::filesDropped, this, &BlockCanvas::addPictures);
    connect(m_tools, &CanvasTools::dragWanted, m_overlay, &CanvasOverlay::beginDrag);
    connect(m_tools, &CanvasTools::duplicateWanted, this, [this] { canvas::duplicate(m_desk); });
    connect(m_tools, &CanvasTools::removeWanted, this, [this] { canvas::remove(m_desk); });
    connect(m_tools, &CanvasTools::saveWanted, this, [this] { Q_EMIT saveWanted(toQString(m_desk->selected())); });
    connect(m_tools, &CanvasTools::formatWanted, m_view, &CanvasView::format);
    connect(m_tools, &CanvasTools::linkWanted, m_view, &CanvasView::link);
    connect(m_tools, &CanvasTools::textWanted, m_view, &CanvasView::takeKeyboard);
    connect(m_tools, &CanvasTools::resized, this, &BlockCanvas::placeTools);
    connect(m_view, &CanvasView::heard, this, &BlockCanvas::heard);
    connect(m_tools, &CanvasTools::fieldWanted, this, [this](const QString &field) { m_view->insert(toQString(service::canvasChip("{{ " + toUtf8(field) + " }}", m_values))); });
#endif
}

void BlockCanvas::setLook(const Look &look) {
    if (look == m_look)
        return;
    m_look = look;
    showWidth();
    m_soon.start(0);
}

void BlockCanvas::setPerson(const std::string &person) {
    if (person == m_person)
        return;
    m_person = person;
    m_soon.start(kSoonMs);
}

void BlockCanvas::setFields(const QList<PickerItem> &fields) {
    if (m_tools)
        m_tools->setFields(fields);
}

bool BlockCanvas::isWriting() const {
#ifdef AUDIENCE_WITH_WEBENGINE
    return m_view && m_view->isWriting();
#else
    return false;
#endif
}

void BlockCanvas::settle(std::function<void()> then) {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view)
        return m_view->settle(std::move(then));
#endif
    then();
}

void BlockCanvas::forget() {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view)
        m_view->forget();
#endif
}

bool BlockCanvas::canBeWritten() const {
#ifdef AUDIENCE_WITH_WEBENGINE
    const std::string id = m_desk->selected();
    return m_view && service::canvasText(m_desk->document(), m_desk->kit(), id, m_view->places().wordsBeside(id, {}, 1)).isEditable;
#else
    return false;
#endif
}

bool BlockCanvas::isSettled() const {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (m_view && m_view->isVisible() && !m_view->isReady())
        return false;
#endif
    return !m_soon.isActive() && !m_isAsking && m_pictures == 0;
}

// Compiling, sanitising and the pictures take their time: it is done beside, and only for what stands there last.
void BlockCanvas::refresh() {
    m_isAsking = true;
    showWidth();
    m_answer.request([session = m_session, document = m_desk->document(), kit = m_desk->kit(), person = m_person, look = m_look](CancelToken) -> Result<Shown> {
        Shown shown;
        if (!person.empty())
            if (auto values = service::canvasValues(*session, document, kit, person)) // somebody who is gone has none
                shown.values = *std::move(values);
        TRY_ASSIGN(shown.canvas, service::canvasHtml(*session, document, kit, shown.values));
        const std::string html = email::inScheme(std::exchange(shown.canvas.html, {}), look.isDark);
        shown.html = toQString(look.hasPictures ? html : email::withoutPictures(html));
        return shown;
    },
                     [this](Result<Shown> shown) {
                         m_isAsking = false;
                         if (!shown)
                             return Q_EMIT failed(shown.error());
                         m_values = std::move(shown->values);
#ifdef AUDIENCE_WITH_WEBENGINE
                         if (m_view)
                             m_view->setHtml(shown->html);
#endif
                         Q_EMIT measured(shown->canvas.bytes, shown->canvas.sections, shown->canvas.findings);
                     });
}

void BlockCanvas::showWidth() {
    const int wide = m_look.isPhone ? kPhoneWide : int(jsonNumber(m_desk->document().page(), "width", 600)) + 2 * kAround;
    m_paper->setMaximumWidth(m_list ? QWIDGETSIZE_MAX : wide + 2);
}

void BlockCanvas::documentChanged() {
    m_soon.start(isWriting() ? kWritingMs : kSoonMs);
#ifdef AUDIENCE_WITH_WEBENGINE
    if (!isWriting() || m_isTaking)
        return;
    // Undo, or the source: what is being written in has other words now.
    const service::CanvasText text = service::canvasText(m_desk->document(), m_desk->kit(), m_view->writtenPart(), m_view->writtenPlace(), m_values);
    if (text.isEditable)
        m_view->rewrite(toQString(text.html));
    else
        m_view->stopWriting();
#endif
}

void BlockCanvas::write(const std::string &id, std::optional<QPointF> at, const std::string &place) {
#ifdef AUDIENCE_WITH_WEBENGINE
    static constexpr const char *kKinds[] = {"line", "spans", "flow", "items"};
    if (!m_view || !canvas::isPart(*m_desk, id))
        return;
    const CanvasLayout &places = m_view->places();
    const std::string wanted = at ? places.wordsAt(id, *at) : place.empty() ? places.wordsBeside(id, {}, 1) : place;
    const service::CanvasText text = service::canvasText(m_desk->document(), m_desk->kit(), id, wanted, m_values);
    if (!text.isEditable)
        return;
    m_desk->select(id);
    m_mergeBefore = std::exchange(m_merge, ++lastMerge);
    m_view->write(id, text.place, QLatin1String(kKinds[int(text.kind)]), toQString(text.html), at);
    m_overlay->setWriting(id);
    m_tools->showText(text.hasMarks(), text.kind == service::CanvasText::Kind::Flow);
    placeTools();
#else
    Q_UNUSED(id)
    Q_UNUSED(at)
    Q_UNUSED(place)
#endif
}

// From words to the next ones of the block, then to the next part.
void BlockCanvas::stepWriting(const std::string &part, const std::string &place, int by) {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (const std::string next = m_view->places().wordsBeside(part, place, by); !next.empty())
        return write(part, {}, next);
#else
    Q_UNUSED(part)
    Q_UNUSED(place)
#endif
    canvas::step(m_desk, by);
}

// Who goes on elsewhere in the window has done writing; the tools of the canvas and lists that pop up are part of it.
void BlockCanvas::focusMoved(QWidget *now) {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (isWriting() && now && now->window() == window() && !isAncestorOf(now))
        m_view->stopWriting();
#else
    Q_UNUSED(now)
#endif
}

// A press beside what was written is one on what lies there; and of which link the caret is.
void BlockCanvas::heard(const QString &kind, const QJsonObject &said) {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (kind == QLatin1String("link"))
        return m_tools->setLinkHere(said.value(QLatin1String("link")).toString());
    if (kind != QLatin1String("beside"))
        return;
    const QPointF at(said.value(QLatin1String("x")).toDouble(), said.value(QLatin1String("y")).toDouble());
    const std::string id = m_view->places().partAt(m_desk->document(), at);
    m_desk->select(id.empty() ? "page" : id);
    setFocus(Qt::MouseFocusReason);
#else
    Q_UNUSED(kind)
    Q_UNUSED(said)
#endif
}

void BlockCanvas::take(const std::string &part, const std::string &place, const QString &html) {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (!m_desk->document().part(part)) // the last words of what was removed just then
        return;
    const bool isNow = part == m_view->writtenPart() && place == m_view->writtenPlace();
    const auto next = service::withCanvasText(m_desk->document(), m_desk->kit(), part, place, toUtf8(html));
    m_isTaking = true;
    m_desk->apply(tr("Write"), next, isNow ? m_merge : m_mergeBefore);
    m_isTaking = false;
    m_pause.start(); // what is written after a pause is another step
#else
    Q_UNUSED(part)
    Q_UNUSED(place)
    Q_UNUSED(html)
#endif
}

void BlockCanvas::stopped() {
    m_pause.stop();
    m_overlay->setWriting({});
    m_tools->showParts(true);
    placeTools();
    m_soon.start(0);
    if (isVisible() && window()->isActiveWindow() && (!window()->focusWidget() || isAncestorOf(window()->focusWidget())))
        setFocus();
}

void BlockCanvas::placeParts() {
#ifdef AUDIENCE_WITH_WEBENGINE
    m_overlay->setGeometry(QRect(m_paper->mapTo(this, m_view->geometry().topLeft()), m_view->size()));
    m_overlay->raise();
    m_overlay->setLayoutOf(m_view->places(), m_view->scroll());
    if (!m_toReveal.empty())
        reveal(std::exchange(m_toReveal, {}));
    placeTools();
#endif
}

void BlockCanvas::placeTools() {
    if (!m_tools)
        return;
    const std::string id = m_desk->selected();
    const QRect part = canvas::isPart(*m_desk, id) ? m_overlay->shownRect(id).toRect().translated(m_overlay->pos()) : QRect();
    if (part.isEmpty())
        return m_tools->hide();
    if (!isWriting())
        m_tools->showParts(true);
    m_tools->placeAt(part, QRect(m_overlay->x(), m_notice->isVisible() ? m_notice->geometry().bottom() : 0, m_overlay->width(), height()));
}

// A part that is new is not laid out yet: it is looked for again when it is.
void BlockCanvas::reveal(const std::string &id) {
#ifdef AUDIENCE_WITH_WEBENGINE
    if (!m_view || !canvas::isPart(*m_desk, id))
        return;
    const QRectF rect = m_view->places().rectOf(id);
    if (rect.isNull()) {
        m_toReveal = id;
        return;
    }
    const double top = m_view->scroll().y(), room = m_view->height();
    if (rect.top() >= top && (rect.bottom() <= top + room || rect.height() > room))
        return;
    const double wanted = rect.top() < top || rect.height() > room ? rect.top() - 40 : rect.bottom() - room + 24;
    m_view->scrollTo({m_view->scroll().x(), std::max(0.0, wanted)});
#else
    Q_UNUSED(id)
#endif
}

void BlockCanvas::addPictures(const QStringList &paths, const DropPlace &place) {
    ++m_pictures;
    inBackground(this,
                 [session = m_session, paths]() -> Result<std::vector<service::AssetView>> {
                     std::vector<service::AssetView> added;
                     for (const QString &path : paths) {
                         TRY_ASSIGN(service::AssetView one, service::AssetService(*session).addFile(toUtf8(path), {}, &pictureCodec()));
                         added.push_back(std::move(one));
                     }
                     return added;
                 },
                 [this, place](Result<std::vector<service::AssetView>> added) {
                     --m_pictures;
                     if (!added)
                         return Q_EMIT failed(added.error());
                     DropPlace at = place;
                     const int merge = ++lastMerge; // however many there are, they were dropped in one go
                     for (const service::AssetView &one : *added) {
                         canvas::insert(m_desk, Json{{"block", {{"kind", "image"}, {"src", one.reference()}, {"alt", one.alt}}}}, at, merge);
                         ++at.index;
                     }
                 });
}

void BlockCanvas::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    if (m_view)
        QMetaObject::invokeMethod(this, &BlockCanvas::placeParts, Qt::QueuedConnection);
}

void BlockCanvas::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    if (m_view)
        QMetaObject::invokeMethod(this, &BlockCanvas::placeParts, Qt::QueuedConnection);
}

void BlockCanvas::focusInEvent(QFocusEvent *event) {
    QWidget::focusInEvent(event);
    if ((event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) && !canvas::isPart(*m_desk, m_desk->selected()))
        canvas::step(m_desk, event->reason() == Qt::TabFocusReason ? 1 : -1);
}

} // namespace audience::ui
