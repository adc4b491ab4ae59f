// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/logmodel.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/sheettable.h"

namespace updesk
{

/// A log, one span at a time: Left and Right go to the one before and after, a row opens its lead.
class LogSheet : public SheetDialog
{
    Q_OBJECT

Q_SIGNALS:
    void openLead(updesk::LeadId lead);

protected:
    struct Look {
        QString name; ///< of the object; those in it begin with it
        QString title;
        Icon icon;
        int width;
        std::vector<int> words; ///< the columns that share what room is left
        QString before, after; ///< what the buttons beside the heading do
        QString list; ///< what it is, for who cannot see it
    };
    /// Takes the model.
    LogSheet(LogModel *model, const Look &look, QWidget *window);
    void openAt(Time at);
    virtual QString nothing(const QString &heading) const = 0; ///< what is said of a span without a row
    virtual int firstChosen(int) const { return 0; } ///< of so many rows
    LogModel *log() const { return m_model; }
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBody(const Look &look);
    void shown(const Result<void> &read);
    void openCurrent();
    void fitList();
    LogModel *m_model;
    SheetTable *m_list;
    Button *m_back, *m_forward;
    TextLabel *m_heading, *m_sums;
};

} // namespace updesk
