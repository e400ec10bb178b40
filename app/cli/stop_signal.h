// Ctrl+C and a polite kill become a CancelToken, so that a send ends between two messages.
#pragma once

#include "async/cancel.h"

namespace audience::cli {

class StopSignal {
public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal &) = delete;
    StopSignal &operator=(const StopSignal &) = delete;
    CancelToken token() const { return m_source.token(); }

private:
    CancelSource m_source;
};

} // namespace audience::cli
