// Proofs of docs/reliability.md have a short form for every day and a long one, for which the entry with
// the label "long" sets AUDIENCE_LONG.
#pragma once

#include <QtGlobal>

namespace audience::test {

inline bool isLongRun() {
    return qEnvironmentVariableIntValue("AUDIENCE_LONG") != 0;
}
template <class T> T shortOrLong(T inShort, T inLong) {
    return isLongRun() ? inLong : inShort;
}

} // namespace audience::test
