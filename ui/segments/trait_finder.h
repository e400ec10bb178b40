// Finds in the background what sets the people of the counted rule apart, once for all who show it: a moment after the
// count, so that it never holds one up, and dropped as soon as the rule changes. What was found last is kept for whoever
// asks the same of the same data again, as after saving. Main thread.
#pragma once

#include "async/latest.h"
#include "service/segment_study.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace audience::ui {

class TraitFinder final : public QObject {
    Q_OBJECT
public:
    TraitFinder(std::shared_ptr<service::Session> session, QObject *parent);
    void ask(const model::SegmentRule &rule); // the same again is answered already, until forget()
    void drop();                              // the rule is another one
    void forget();                            // the data are others: what was asked last is asked again
    bool isFinding() const { return m_isFinding; }
    // Nothing until they are found.
    const std::optional<Result<std::vector<service::SegmentTrait>>> &traits() const { return m_traits; }

Q_SIGNALS:
    void changed();

private:
    using Traits = std::vector<service::SegmentTrait>;
    struct Found {
        std::string key; // of all that the answer goes by
        Traits traits;
    };
    void find();
    std::shared_ptr<service::Session> m_session;
    std::optional<model::SegmentRule> m_rule;
    std::optional<Result<std::vector<service::SegmentTrait>>> m_traits;
    std::shared_ptr<const Found> m_last;
    bool m_isFinding = false;
    QTimer m_soon;
    Latest<std::shared_ptr<const Found>> m_latest;
};

// "2.1x": how many times as many of them as of everyone else; "only here" where nobody else does.
QString timesAsMany(double inside, double outside);

} // namespace audience::ui
