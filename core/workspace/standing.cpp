#include "workspace/standing.h"

namespace audience::workspace {

std::string_view toText(StandingKind kind) {
    switch (kind) {
    case StandingKind::Normal:
        return "normal";
    case StandingKind::Untrusted:
        return "untrusted";
    case StandingKind::Moved:
        return "moved";
    case StandingKind::Copied:
        return "copied";
    case StandingKind::Restored:
        return "restored";
    case StandingKind::HandedOver:
        return "handed_over";
    }
    return "untrusted";
}

Error Standing::asError(std::string_view path) const {
    if (kind == StandingKind::HandedOver && !cameHome)
        return workspace::asError(handover).with("path", path);
    if (kind == StandingKind::Normal) // then it is open for reading alone
        return Error(ErrorKind::Refused, "workspace.read_only").with("path", path);
    return Error(ErrorKind::Refused, cameHome ? "workspace.came_home" : "workspace." + std::string(toText(kind)))
        .with("path", path)
        .with("known", knownPath);
}

} // namespace audience::workspace
