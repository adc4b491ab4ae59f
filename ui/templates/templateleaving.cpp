// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/ask.h"
#include "ui/templates/scripteditmodel.h"
#include "ui/templates/scripteditor.h"
#include "ui/templates/templatemodel.h"
#include "ui/templates/templatescreen.h"

namespace updesk
{

bool TemplateScreen::mayLeave()
{
    if (!m_model->isAnyChanged() && !m_scripts->model()->isAnyChanged())
        return true;
    return ask(this,
               {tr("Discard what was typed into templates and scripts?"),
                   tr("It is not saved yet. Leads go on with the words that were saved last."),
                   {tr("Keep typing"), tr("Discard it")}})
        == 1;
}

} // namespace updesk
