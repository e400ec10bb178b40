#include "ui/kit/draft_keeper.h"

#include "async/deliver.h"
#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace audience::ui {

using service::Draft;
using service::DraftService;

namespace {
constexpr int kWaitMs = 1000;
}

DraftKeeper::DraftKeeper(std::shared_ptr<service::Session> session, const std::string &kind, QObject *parent)
    : QObject(parent), m_session(std::move(session)) {
    m_current.kind = kind;
    m_pool.setMaxThreadCount(1);
    m_wait.setSingleShot(true);
    m_wait.setInterval(kWaitMs);
    connect(&m_wait, &QTimer::timeout, this, &DraftKeeper::flush);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (!now)
            flush(); // the window lost the keyboard
    });
}

DraftKeeper::~DraftKeeper() {
    flush();
    m_pool.waitForDone();
}

std::int64_t DraftKeeper::newId() {
    m_lastNew = std::min<std::int64_t>(m_lastNew - 1, -QDateTime::currentMSecsSinceEpoch() * 1000);
    return m_lastNew;
}

void DraftKeeper::open(std::int64_t id, std::int64_t revision) {
    flush();
    m_current.id = id;
    m_current.baseRevision = revision;
    m_isLooking = true;
    m_found = std::make_shared<int>(-1);
    runAndDeliver(&m_pool,
                  [session = m_session, kind = m_current.kind, id, slot = m_found] {
                      Result<std::optional<Draft>> draft = DraftService(*session).find(kind, id);
                      if (draft && *draft && id > 0) // what was never saved is shown as it was left
                          *slot = (*draft)->kept;
                      return draft;
                  },
                  [keeper = QPointer<DraftKeeper>(this), turn = ++m_opened](Result<std::optional<Draft>> draft) {
                      if (!keeper || keeper->m_opened != turn)
                          return;
                      keeper->m_isLooking = false;
                      if (!draft)
                          Q_EMIT keeper->failed(draft.error());
                      else if (*draft)
                          Q_EMIT keeper->found(**draft, (*draft)->kept == 0 && keeper->m_ofNow.contains((*draft)->id));
                  });
}

void DraftKeeper::edited(const std::string &name, Json body) {
    m_current.name = name;
    m_current.body = std::move(body);
    m_waiting = m_current;
    m_wait.start();
}

void DraftKeeper::flush() {
    m_wait.stop();
    if (m_waiting)
        write(*std::exchange(m_waiting, std::nullopt));
}

void DraftKeeper::write(const Draft &draft) {
    m_ofNow.insert(draft.id);
    runAndDeliver(&m_pool,
                  [session = m_session, draft, slot = m_found]() -> Result<void> {
                      const DraftService drafts(*session);
                      if (slot && *slot == 0) { // written over, it would be gone
                          TRY_ASSIGN(*slot, drafts.keep(draft.kind, draft.id));
                      }
                      return drafts.save(draft);
                  },
                  [keeper = QPointer<DraftKeeper>(this)](Result<void> done) {
                      if (keeper && !done)
                          Q_EMIT keeper->failed(done.error());
                  });
}

void DraftKeeper::settled() {
    discard(m_current.id);
}

void DraftKeeper::took() {
    flush();
    if (!m_isLooking) // else nothing was found yet
        dropFound();
}

void DraftKeeper::dropFound() {
    m_pool.start([session = m_session, kind = m_current.kind, id = m_current.id, slot = m_found] {
        if (slot && *slot >= 0)
            (void)DraftService(*session).discard(kind, id, std::exchange(*slot, -1));
    });
}

void DraftKeeper::discard(std::int64_t id) {
    if (m_waiting && m_waiting->id == id) {
        m_wait.stop();
        m_waiting.reset();
    }
    m_ofNow.remove(id);
    m_pool.start([session = m_session, kind = m_current.kind, id, slot = id == m_current.id ? m_found : nullptr] {
        if (!slot || *slot != 0) // else it is what was found: nothing was written since
            (void)DraftService(*session).discard(kind, id);
    });
}

void DraftKeeper::throwAway(std::int64_t id, std::function<void(std::vector<Draft>)> then) {
    flush();
    m_ofNow.remove(id);
    runAndDeliver(&m_pool,
                  [session = m_session, kind = m_current.kind, id, slot = id == m_current.id ? m_found : nullptr] {
                      const DraftService drafts(*session);
                      std::vector<Draft> gone;
                      for (auto one = drafts.find(kind, id); one && *one; one = drafts.find(kind, id)) {
                          if (!drafts.discard(kind, id, (*one)->kept))
                              break;
                          gone.push_back(std::move(**one));
                      }
                      if (slot)
                          *slot = -1;
                      return gone;
                  },
                  [keeper = QPointer<DraftKeeper>(this), then = std::move(then)](std::vector<Draft> gone) {
                      if (keeper)
                          then(std::move(gone));
                  });
}

void DraftKeeper::putBack(const std::vector<Draft> &drafts) {
    for (const Draft &draft : drafts) {
        if (draft.kept == 0)
            m_ofNow.insert(draft.id);
        m_pool.start([session = m_session, draft] { (void)DraftService(*session).save(draft); });
    }
}

RecoveredBar::RecoveredBar(const QString &objectName, QWidget *parent) : QFrame(parent) {
    setObjectName(objectName);
    setRole(this, "notice");
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(space::kSmall);
    row->addWidget(makeIcon("history", Tone::Warning, 16, this));
    m_words = makeLabel({}, "body", this);
    m_words->setWordWrap(true);
    row->addWidget(m_words, 1);
    auto *show = makeButton(objectName + QStringLiteral("Show"), tr("Show"), "", nullptr, this);
    auto *discard = makeButton(objectName + QStringLiteral("Discard"), tr("Discard"), "quiet", nullptr, this);
    row->addWidget(show);
    row->addWidget(discard);
    connect(show, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT showWanted(m_draft);
    });
    connect(discard, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT discardWanted(m_draft);
    });
    hide();
}

void RecoveredBar::offer(const Draft &draft) {
    const ZoneScope here(this);
    m_draft = draft;
    const QDateTime at = zoned(draft.writtenAt);
    const QString when = at.date() == zonedToday() ? formatTime(at.time()) : formatMoment(at);
    const QString name = toQString(draft.name).left(80);
    m_words->setText(name.isEmpty() ? tr("Recovered what you were writing at %1. It is not saved.").arg(when)
                                    : tr("Recovered what you were writing on \"%1\" at %2. It is not saved.").arg(name, when));
    setAccessibleName(m_words->text());
    show();
}

} // namespace audience::ui
