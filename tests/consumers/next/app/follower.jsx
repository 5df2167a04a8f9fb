'use client'

import { Page } from '../shared/page.js'

export const Follower = () => <Page />
