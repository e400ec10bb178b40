// The groups that the buyers fall into by themselves, worked out in the background, once for each version of the data;
// another number of them is only described. Unasked it takes one thread and leaves very many buyers alone. Main thread.
#pragma once

#include "async/latest.h"
#include "service/segment_study.h"

#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace audience::ui {

class GroupFinder final : public QObject {
    Q_OBJECT
public:
    using Groups = Result<service::SuggestedGroups>;
    static constexpr std::int64_t kMostUnasked = 200'000; // buyers
    // `isBusy` says that somebody waits for a count; it is asked again a little later.
    GroupFinder(std::shared_ptr<service::Session> session, std::function<bool()> isBusy, QObject *parent);
    ~GroupFinder() override;
    void suggest();           // unasked
    void ask(int groups = 0); // somebody looks at them; 0: the clearest; what is known is there at once
    void lookAgain();         // the data may be others
    void giveWay();           // nobody looks any more, or a rule changes: begins later, or goes on with one thread
    bool isFinding() const { return m_isFinding; }
    bool isOffered() const { return m_isOffered; } // there are too many buyers to look unasked
    int asked() const { return m_asked; } // -1: never
    const std::string &version() const { return m_version; } // of the data that groups() are of
    const Groups *groups() const;         // of what was asked last; none until they are found
    void setMostUnasked(std::int64_t buyers) { m_mostUnasked = buyers; }

Q_SIGNALS:
    void changed();

private:
    struct Found {
        std::shared_ptr<const service::GroupedBuyers> buyers;
        std::optional<Groups> groups; // none: too many to look unasked
    };
    void find();
    void look(Result<std::string> version);
    void keep(const std::string &version, int groups, Found found);
    std::shared_ptr<service::Session> m_session;
    std::function<bool()> m_isBusy;
    QThreadPool m_pool;
    QTimer m_soon;
    std::int64_t m_mostUnasked = kMostUnasked;
    int m_asked = -1;
    bool m_isFinding = false, m_isOffered = false, m_isWanted = false;
    std::shared_ptr<std::atomic<bool>> m_isFirst = std::make_shared<std::atomic<bool>>(false); // somebody waits: all cores
    std::string m_version, m_sought; // of the data: of what is known, of what is being grouped
    std::shared_ptr<const service::GroupedBuyers> m_buyers;
    std::map<int, Groups> m_known;
    Latest<Found> m_latest;
    Latest<std::string> m_check;
};

} // namespace audience::ui
