// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/rowseq.h"

#include "core/store/transaction.h"

namespace updesk
{

Result<qint64> seqBase(Database &database)
{
    const auto refills = database.state("refills");
    return refills ? Result<qint64>(*refills << kSeqBits) : refills.error();
}

Result<void> raiseSeqBase(Transaction &tx)
{
    return tx.database().query("INSERT INTO state(k,v) VALUES('refills',1) ON CONFLICT(k) DO UPDATE SET v=v+1").run();
}

} // namespace updesk
