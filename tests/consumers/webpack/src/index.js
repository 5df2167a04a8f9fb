import '../shared/show.js'
