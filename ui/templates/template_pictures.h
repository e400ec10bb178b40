// The pictures of the list: made one after another off the main thread, each shown as soon as it is there; a template
// that was saved anew gets a new one. Main thread.
#pragma once

#include "service/definition_store.h"

#include <QHash>
#include <QImage>
#include <QObject>

#include <deque>
#include <functional>
#include <memory>

namespace audience::ui {

class TemplatePictures final : public QObject {
    Q_OBJECT
public:
    using Show = std::function<void(qint64 id, const QImage &picture)>;
    TemplatePictures(std::shared_ptr<service::Session> session, Show show, QObject *parent = nullptr);
    // What waits is made before what waited: these are in sight now.
    void want(const std::vector<service::SavedDefinition> &templates, qreal scale);
    // Of those with a picture, what was saved anew since, or all of them.
    void renew(const std::vector<service::SavedDefinition> &templates, qreal scale, bool all = false);
    bool isSettled() const { return !m_isMaking && m_waiting.empty(); }

private:
    void makeNext();
    struct Wanted {
        service::SavedDefinition email;
        qreal scale = 1;
    };
    std::shared_ptr<service::Session> m_session;
    Show m_show;
    std::deque<Wanted> m_waiting;
    QHash<qint64, std::int64_t> m_revisions; // of what was pictured
    bool m_isMaking = false;
};

} // namespace audience::ui
