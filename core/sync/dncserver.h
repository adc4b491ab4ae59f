// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/dnctarget.h"
#include "core/sync/pg.h"

#include <memory>

namespace updesk
{

/// The store's do-not-call list on its server: runs go there by COPY, all in one transaction. The login must be a
/// manager's or above, or the host's: Denied.
std::unique_ptr<DncTarget> serverListTarget(std::unique_ptr<Pg> pg, int store);

} // namespace updesk
