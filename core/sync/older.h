// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/oldernews.h"
#include "core/sync/remote.h"

namespace updesk
{

/// Whether the server has history of this customer that this desk had to let go of or was never given. Asks over the
/// connection of `who`. Fails as the connection or the file does; NotFound (subject login): `who` is not signed in.
Result<bool> missesOlder(Database &database, Remote &remote, CustomerId customer, PersonId who);

/// Brings one customer's older history from the server, a page at a time so that whatever else waits on the thread gets
/// its turn. Rows are laid down, neither logged nor told as news, and no feed's cursor moves: what changes in them
/// later comes by pull as ever. Broken off it may be begun anew; what is there already is only laid down again.
class OlderFetch
{
public:
    /// `page`: rows asked for at a time. Fails as opening the file does.
    static Result<std::unique_ptr<OlderFetch>> open(
        const Database &database, int store, CustomerId customer, PersonId who, int page = 500);
    /// A page more. True: all is here. Fails as missesOlder().
    Result<bool> further(Remote &remote);
    qint64 rows() const { return m_rows; } ///< so far

private:
    OlderFetch(std::unique_ptr<Database> bulk, int store, CustomerId customer, PersonId who, int page);
    Result<void> begin(Remote &remote);
    void plan(const OlderScope &scope);
    Result<bool> end();
    Result<bool> isAnew(); ///< the desk began meanwhile to take all its rows anew
    void forget();

    std::unique_ptr<Database> m_bulk;
    int m_store;
    CustomerId m_customer;
    PersonId m_who;
    int m_page;
    Time m_asked = 0;
    qint64 m_base = 0; ///< of the rows' numbers when it was asked
    std::vector<Id> m_records;
    std::vector<OlderAsk> m_asks; ///< what is still to come; the last one first
    qint64 m_rows = 0;
};

} // namespace updesk
